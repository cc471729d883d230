UPDATE users SET organization_id = NULL, modified_at = $3, version = version + 1
WHERE organization_id = $1 AND mail_domain = $2
