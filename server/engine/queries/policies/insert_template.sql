INSERT INTO policy_templates (id, catalog_id, display_name, name_key, settings, created_at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT DO NOTHING
