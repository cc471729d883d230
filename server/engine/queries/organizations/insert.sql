INSERT INTO connected_organizations (id, display_name, name_key, description, state, provider_id, created_at, modified_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
