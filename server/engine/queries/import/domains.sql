SELECT domain, organization_id
FROM organization_domains
WHERE domain IN ($list)
