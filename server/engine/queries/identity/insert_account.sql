INSERT INTO users (
    id, kind, user_name, display_name, mail, enabled, organization_id, password_hash,
    search_text, created_at, modified_at
) VALUES ($1, $2, $3, $4, $5, TRUE, $6, $7, $8, $9, $9)
ON CONFLICT (user_name) DO NOTHING
