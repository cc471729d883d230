-- Of these notices: has a mail that asks the same person in the same stage reached them (`heard`), and does an earlier
-- one reach them, or has it (`earlier`)?
SELECT o.id,
    EXISTS (
        SELECT 1 FROM outbox a
        WHERE a.about_id = o.about_id AND a.recipient_id = o.recipient_id AND a.kind = 'asking' AND a.outcome IN ('sent', 'digest')
    ) AS heard,
    EXISTS (
        SELECT 1 FROM outbox a
        WHERE a.about_id = o.about_id AND a.recipient_id = o.recipient_id AND a.kind = 'asking' AND a.id < o.id
            AND (a.outcome IN ('sent', 'digest') OR a.due_at IS NOT NULL OR a.held_at IS NOT NULL AND a.done_at IS NULL)
    ) AS earlier
FROM outbox o
WHERE o.id IN ($list)
