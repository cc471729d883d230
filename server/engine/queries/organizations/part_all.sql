UPDATE users SET organization_id = NULL, modified_at = $2, version = version + 1
WHERE organization_id = $1
