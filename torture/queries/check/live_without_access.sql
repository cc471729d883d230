SELECT COUNT(*)
FROM assignments a
JOIN package_roles c ON c.package_id = a.package_id
WHERE a.state <> 'expired' AND NOT EXISTS (SELECT 1 FROM left_out_roles l WHERE l.assignment_id = a.id AND l.role_id = c.role_id)
    AND NOT EXISTS (SELECT 1 FROM role_holders h WHERE h.user_id = a.subject_id AND h.role_id = c.role_id)
