SELECT role, catalog_id, principal_kind, principal_id
FROM role_assignments
WHERE id = $1
