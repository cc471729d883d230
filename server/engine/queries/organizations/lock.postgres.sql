-- Holds the row, so that two who change it do so one after the other.
SELECT id, display_name, description, state, provider_id, created_at, modified_at, version
FROM connected_organizations
WHERE id = $1
FOR UPDATE
