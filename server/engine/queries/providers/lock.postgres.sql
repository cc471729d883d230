-- Holds the row, so that two who change it do so one after the other.
SELECT id, display_name, issuer, client_id, secret_name, scopes, people, strangers, matching, group_matching, claims,
    enabled, created_at, modified_at, version
FROM identity_providers
WHERE id = $1
FOR UPDATE
