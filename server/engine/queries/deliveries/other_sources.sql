SELECT COUNT(*) AS sources FROM deliveries
WHERE subject_id = $1 AND role_id = $2 AND state = 'granted'
