INSERT INTO access_packages (
    id, catalog_id, display_name, name_key, description, hidden, search_text, created_at, modified_at, texts
) VALUES ($1, $2, $3, $4, $5, $6, '', $7, $7, $8)
ON CONFLICT DO NOTHING
