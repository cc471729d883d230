SELECT COUNT(*)
FROM role_holders h
WHERE h.origin = 'delivered' AND NOT EXISTS (
    SELECT 1 FROM deliveries d
    WHERE d.subject_id = h.user_id AND d.role_id = h.role_id AND d.state IN ('granted', 'revoking')
)
