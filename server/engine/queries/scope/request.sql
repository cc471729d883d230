-- The request that the access came from; there is one.
SELECT id
FROM requests
WHERE assignment_id = $1 AND request_type IN ('userAdd', 'adminAdd', 'systemAdd', 'onBehalfAdd')
LIMIT 1
