SELECT COUNT(*) FROM users WHERE organization_id = $1 AND kind <> 'member'
