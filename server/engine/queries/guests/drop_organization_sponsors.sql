DELETE FROM organization_sponsors WHERE principal_kind = 'user' AND principal_id = $1
