-- What was canceled while it was being set up leaves access that has ended (REQ-06).
SELECT 'request ' || hex(id) || ' is ' || state AS what
FROM requests
WHERE (state IN ('delivering', 'delivered', 'partiallyDelivered', 'deliveryFailed')) <> (assignment_id IS NOT NULL)
    AND NOT (state = 'canceled' AND EXISTS (
        SELECT 1 FROM assignments a WHERE a.id = requests.assignment_id AND a.state = 'expired'
    ))
    AND request_type NOT IN ('userExtend', 'adminUpdate')
