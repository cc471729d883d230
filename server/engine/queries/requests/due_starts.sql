SELECT id FROM requests WHERE state = 'scheduled' AND asked_start <= $1 ORDER BY asked_start LIMIT $2
