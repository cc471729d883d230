SELECT 'request ' || hex(id) || ' is ' || state AS what
FROM requests
WHERE (state IN ('delivering', 'delivered', 'partiallyDelivered', 'deliveryFailed')) <> (assignment_id IS NOT NULL)
    AND request_type NOT IN ('userExtend', 'adminUpdate')
