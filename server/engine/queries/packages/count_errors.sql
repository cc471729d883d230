-- Roles with an error, counted to a limit. The states of the access are those of a partial index.
SELECT COUNT(*) AS errors FROM (
    SELECT 1 AS one
    FROM assignments a
    JOIN deliveries d ON d.assignment_id = a.id
    WHERE a.package_id = $1 AND a.state IN ('delivering', 'partiallyDelivered', 'deliveryFailed')
        AND d.state IN ('retrying', 'failed')
    LIMIT 1001
) counted
