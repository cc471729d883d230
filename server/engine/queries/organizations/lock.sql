SELECT id, display_name, description, state, provider_id, created_at, modified_at, version
FROM connected_organizations
WHERE id = $1
