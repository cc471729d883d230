SELECT u.id, u.display_name
FROM role_assignments ra
JOIN users u ON u.id = ra.principal_id
WHERE ra.role = 'identityGovernanceAdministrator' AND u.enabled
ORDER BY u.id
