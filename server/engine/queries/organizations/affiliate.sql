UPDATE users SET organization_id = $1, modified_at = $3, version = version + 1
WHERE kind <> 'member' AND mail_domain = $2
