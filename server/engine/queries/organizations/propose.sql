INSERT INTO connected_organizations (id, display_name, name_key, description, state, created_at, modified_at)
VALUES ($1, $2, $3, $4, 'proposed', $5, $5)
ON CONFLICT DO NOTHING
