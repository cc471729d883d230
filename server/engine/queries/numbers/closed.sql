-- What came of requests in a time, by package and, in the slots of shared::numbers, by how long it took.
SELECT package_id, state, status, slot, COUNT(*) AS number
FROM (
    SELECT package_id, state, status,
        CASE WHEN completed_at - created_at < 7200000 THEN (completed_at - created_at) / 60000 ELSE 118 + (completed_at - created_at) / 3600000 END AS slot
    FROM requests
    WHERE completed_at >= $1 AND completed_at < $2 AND request_type IN ('userAdd', 'onBehalfAdd')
) closed
GROUP BY package_id, state, status, slot
