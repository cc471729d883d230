SELECT id, display_name, mail, kind, enabled
FROM users
WHERE organization_id = $1 AND kind <> 'member'
ORDER BY display_name, id
LIMIT $2
