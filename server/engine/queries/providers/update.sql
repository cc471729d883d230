UPDATE identity_providers
SET display_name = $3, name_key = $4, issuer = $5, client_id = $6, secret_name = $7, scopes = $8, people = $9,
    strangers = $10, matching = $11, group_matching = $12, claims = $13, enabled = $14, modified_at = $15,
    version = version + 1
WHERE id = $1 AND version = $2
