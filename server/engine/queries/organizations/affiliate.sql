UPDATE users SET organization_id = $1, modified_at = $3, version = version + 1
WHERE kind IN ('guest', 'visitor') AND mail LIKE $2 ESCAPE '\'
