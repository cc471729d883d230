-- How long people took to decide in each stage of the requests closed in a time, as numbers/closed.
SELECT package_id, position, slot, COUNT(*) AS number
FROM (
    SELECT r.package_id, s.position,
        CASE WHEN s.decided_at - s.opened_at < 7200000 THEN (s.decided_at - s.opened_at) / 60000 ELSE 118 + (s.decided_at - s.opened_at) / 3600000 END AS slot
    FROM requests r
    JOIN approval_stages s ON s.request_id = r.id
    WHERE r.completed_at >= $1 AND r.completed_at < $2 AND r.request_type IN ('userAdd', 'onBehalfAdd')
        AND s.decided_at IS NOT NULL AND s.opened_at IS NOT NULL AND NOT s.automatic
) decided
GROUP BY package_id, position, slot
