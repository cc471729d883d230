INSERT INTO role_assignments (id, role, catalog_id, principal_kind, principal_id, created_at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT DO NOTHING
