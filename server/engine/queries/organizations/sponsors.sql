SELECT kind, principal_kind, principal_id
FROM organization_sponsors
WHERE organization_id = $1
