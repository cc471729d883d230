-- Worked out from packages and assignments alone. What a directory refuses is not given, and says why.
SELECT 'person ' || hex(a.subject_id) || ' lacks role ' || hex(c.role_id) AS what
FROM assignments a
JOIN package_roles c ON c.package_id = a.package_id
WHERE a.state <> 'expired' AND NOT EXISTS (SELECT 1 FROM left_out_roles l WHERE l.assignment_id = a.id AND l.role_id = c.role_id)
    AND NOT EXISTS (SELECT 1 FROM role_holders h WHERE h.user_id = a.subject_id AND h.role_id = c.role_id)
    AND NOT EXISTS (
        SELECT 1 FROM deliveries d
        WHERE d.assignment_id = a.id AND d.role_id = c.role_id AND d.state IN ('retrying', 'failed') AND d.last_error <> ''
    )
