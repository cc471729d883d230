INSERT INTO identity_providers (
    id, display_name, name_key, issuer, client_id, secret_name, scopes, people, strangers, matching, group_matching,
    claims, enabled, created_at, modified_at
) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)
