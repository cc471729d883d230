-- As the rule of assignment states has it.
SELECT 'assignment ' || hex(id) || ' is ' || state || ', not ' || should AS what
FROM (
    SELECT a.id, a.state,
        CASE
            WHEN a.state = 'expired' THEN 'expired'
            WHEN COUNT(CASE WHEN d.state IN ('pending', 'retrying', 'failed') THEN 1 END) = 0 THEN 'delivered'
            WHEN COUNT(CASE WHEN d.state = 'granted' THEN 1 END) > 0 THEN 'partiallyDelivered'
            WHEN COUNT(CASE WHEN d.state IN ('pending', 'retrying') THEN 1 END) > 0 THEN 'delivering'
            ELSE 'deliveryFailed'
        END AS should
    FROM assignments a
    LEFT JOIN deliveries d ON d.assignment_id = a.id
    GROUP BY a.id
)
WHERE state <> should
