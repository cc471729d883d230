-- The words of the request that the access came from; there is one.
SELECT justification, answers
FROM requests
WHERE assignment_id = $1 AND request_type IN ('userAdd', 'adminAdd', 'systemAdd', 'onBehalfAdd')
LIMIT 1
