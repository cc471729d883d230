UPDATE assignments SET state = $2, delivered_at = $3, ends_at = $4, notice_at = $5, version = version + 1
WHERE id = $1 AND state <> 'expired'
