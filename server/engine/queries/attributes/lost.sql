-- What an assignment held for resources that it gives no role of any more.
SELECT h.object_id, h.attribute
FROM attribute_holds h
WHERE h.assignment_id = $1 AND NOT EXISTS (
    SELECT 1 FROM deliveries d
    JOIN directory_roles r ON r.id = d.role_id
    WHERE d.assignment_id = h.assignment_id AND r.object_id = h.object_id
        AND d.state IN ('pending', 'granted', 'retrying', 'failed')
)
