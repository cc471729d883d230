UPDATE assignments SET notice_at = $2 WHERE id = $1 AND state <> 'expired' AND notice_at <= $3
