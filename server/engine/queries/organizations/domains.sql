SELECT organization_id, domain
FROM organization_domains
WHERE organization_id IN ($list)
ORDER BY domain
