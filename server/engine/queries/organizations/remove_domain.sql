DELETE FROM organization_domains WHERE domain = $1 AND organization_id = $2
