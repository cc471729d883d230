-- How often people asked for each package in a time.
SELECT package_id, COUNT(*) AS number
FROM requests
WHERE created_at >= $1 AND created_at < $2 AND request_type IN ('userAdd', 'onBehalfAdd')
GROUP BY package_id
