-- Access ends when it would have ended; notices come fourteen days and one day before. $2 now.
UPDATE assignments
SET ends_at = (SELECT e.ends_at FROM retired_ends e WHERE e.assignment_id = assignments.id),
    notice_at = (
        SELECT CASE
            WHEN e.ends_at - 1209600000 > $2 THEN e.ends_at - 1209600000
            WHEN e.ends_at - 86400000 > $2 THEN e.ends_at - 86400000
        END
        FROM retired_ends e WHERE e.assignment_id = assignments.id
    ),
    version = version + 1
WHERE package_id = $1 AND state <> 'expired'
    AND EXISTS (SELECT 1 FROM retired_ends e WHERE e.assignment_id = assignments.id)
