SELECT p.id, p.display_name, p.issuer, p.people, p.enabled,
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM user_identities i WHERE i.provider_id = p.id LIMIT 1001) known) AS known
FROM identity_providers p
ORDER BY p.name_key
LIMIT $1
