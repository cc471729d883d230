INSERT INTO package_roles (id, package_id, resource_id, role_id, added_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT DO NOTHING
