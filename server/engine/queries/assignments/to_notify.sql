SELECT id FROM assignments WHERE state <> 'expired' AND notice_at <= $1 ORDER BY notice_at LIMIT $2
