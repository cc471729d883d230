UPDATE assignments
SET state = 'expired', ended_at = $2, end_reason = $3, notice_at = NULL, version = version + 1
WHERE id = $1 AND state <> 'expired'
