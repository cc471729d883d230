-- Ends live access. $1 now, $2 why; the list holds the assignments.
UPDATE assignments
SET state = 'expired', ended_at = $1, end_reason = $2, notice_at = NULL, version = version + 1
WHERE id IN ($list) AND state <> 'expired'
