INSERT INTO role_assignments (id, role, catalog_id, principal_kind, principal_id, created_at)
VALUES ($1, $2, NULL, 'user', $3, $4)
