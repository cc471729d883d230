SELECT id, role, principal_kind, principal_id, created_at
FROM role_assignments
WHERE catalog_id IS NULL
ORDER BY created_at, id
