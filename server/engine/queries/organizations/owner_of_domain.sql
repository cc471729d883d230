SELECT o.display_name
FROM organization_domains d
JOIN connected_organizations o ON o.id = d.organization_id
WHERE d.domain = $1
