INSERT INTO policies (id, package_id, display_name, name_key, description, scope, enabled, settings, created_at, modified_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
ON CONFLICT DO NOTHING
