-- How many stages wait for the person, counted to one above what pages show. $1 person; the list
-- holds the person and their groups.
SELECT COUNT(*) AS number
FROM (
    SELECT 1 AS one
    FROM approval_stages s
    JOIN requests r ON r.id = s.request_id
    WHERE s.id IN (SELECT sa.stage_id FROM stage_approvers sa WHERE sa.open AND sa.principal_id IN ($list))
        AND s.status = 'InProgress' AND r.subject_id <> $1
        AND (r.requestor_id IS NULL OR r.requestor_id <> $1)
    LIMIT 1001
) counted
