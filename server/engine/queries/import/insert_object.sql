INSERT INTO directory_objects (
    id, kind, display_name, description, group_kind, mastery, mail, url, external_id, search_text, created_at, modified_at
) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
ON CONFLICT DO NOTHING
