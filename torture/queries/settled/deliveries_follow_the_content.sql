-- Each live assignment wants exactly the roles of its package, but for those that approvers left out.
SELECT 'delivery ' || hex(d.id) || ' is ' || d.state AS what
FROM deliveries d
JOIN assignments a ON a.id = d.assignment_id
WHERE (d.state IN ('pending', 'granted', 'retrying', 'failed')) <> (
    a.state <> 'expired' AND EXISTS (SELECT 1 FROM package_roles c WHERE c.package_id = a.package_id AND c.role_id = d.role_id
        AND NOT EXISTS (SELECT 1 FROM left_out_roles l WHERE l.assignment_id = a.id AND l.role_id = c.role_id))
)
UNION ALL
SELECT 'no delivery of role ' || hex(c.role_id) || ' to assignment ' || hex(a.id)
FROM assignments a
JOIN package_roles c ON c.package_id = a.package_id
WHERE a.state <> 'expired' AND NOT EXISTS (SELECT 1 FROM left_out_roles l WHERE l.assignment_id = a.id AND l.role_id = c.role_id)
    AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.assignment_id = a.id AND d.role_id = c.role_id)
