-- Only of access that has not come to its end. $2 the end; $3 when to tell of it; $4 now.
UPDATE assignments SET ends_at = $2, notice_at = $3, version = version + 1
WHERE id = $1 AND state <> 'expired' AND (ends_at IS NULL OR ends_at > $4)
