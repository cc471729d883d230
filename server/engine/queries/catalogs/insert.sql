INSERT INTO catalogs (
    id, display_name, name_key, description, state, externally_visible, catalog_type, created_at, modified_at, texts
) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)
ON CONFLICT DO NOTHING
