SELECT 'request ' || hex(id) AS what
FROM requests
WHERE state = 'scheduled' AND (asked_start IS NULL OR assignment_id IS NOT NULL)
