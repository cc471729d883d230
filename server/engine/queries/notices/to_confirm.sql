-- Which of these notices go to sponsors of whom some guest is still to be confirmed by $1.
SELECT o.id FROM outbox o
WHERE o.id IN ($list)
    AND EXISTS (
        SELECT 1 FROM user_sponsors s
        JOIN guest_watches w ON w.user_id = s.user_id AND w.confirm_at <= $1
        WHERE s.sponsor_id = o.recipient_id
    )
