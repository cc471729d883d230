SELECT 'delivery ' || hex(d.id) AS what
FROM deliveries d
WHERE d.state = 'granted'
    AND NOT EXISTS (SELECT 1 FROM role_holders h WHERE h.user_id = d.subject_id AND h.role_id = d.role_id)
