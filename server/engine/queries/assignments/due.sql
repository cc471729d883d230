SELECT subject_id, id FROM assignments WHERE state <> 'expired' AND ends_at <= $1 ORDER BY ends_at LIMIT $2
