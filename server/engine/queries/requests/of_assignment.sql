SELECT id FROM requests
WHERE assignment_id = $1 AND request_type IN ('userAdd', 'adminAdd', 'systemAdd', 'onBehalfAdd')
ORDER BY created_at, id
LIMIT 1
