SELECT id FROM requests
WHERE assignment_id = $1
    AND (state = 'delivering' OR state IN ('partiallyDelivered', 'deliveryFailed') AND request_type IN ('userAdd', 'adminAdd', 'systemAdd', 'onBehalfAdd')
        AND EXISTS (SELECT 1 FROM assignments a WHERE a.id = requests.assignment_id AND a.state <> 'expired'))
ORDER BY created_at, id
LIMIT 1
