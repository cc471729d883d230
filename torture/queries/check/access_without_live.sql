SELECT COUNT(*)
FROM role_holders h
WHERE h.origin = 'delivered' AND NOT EXISTS (
    SELECT 1
    FROM assignments a
    JOIN package_roles c ON c.package_id = a.package_id
    WHERE a.subject_id = h.user_id AND c.role_id = h.role_id AND a.state <> 'expired'
        AND NOT EXISTS (SELECT 1 FROM left_out_roles l WHERE l.assignment_id = a.id AND l.role_id = c.role_id)
)
