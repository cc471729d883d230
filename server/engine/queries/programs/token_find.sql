-- A token with its program and the roles that holds: a row for each role, or one.
SELECT t.id, t.scopes, t.expires_at, t.last_used_at, p.id AS program_id, p.display_name, p.enabled,
    held.role, held.catalog_id
FROM api_tokens t
JOIN service_principals p ON p.id = t.program_id
LEFT JOIN role_assignments held ON held.principal_kind = 'servicePrincipal' AND held.principal_id = p.id
WHERE t.token_hash = $1
ORDER BY held.role, held.catalog_id
