-- Where the people of a mail domain sign in. An organization's provider counts although it is switched off: its people
-- do not get in by another way then.
SELECT p.id, p.display_name, p.enabled, 1 AS place
FROM organization_domains d
JOIN connected_organizations o ON o.id = d.organization_id
JOIN identity_providers p ON p.id = o.provider_id
WHERE d.domain = $1
UNION ALL
SELECT p.id, p.display_name, p.enabled, 2 AS place
FROM provider_domains d
JOIN identity_providers p ON p.id = d.provider_id
WHERE d.domain = $1 AND p.enabled
ORDER BY place
LIMIT 1
