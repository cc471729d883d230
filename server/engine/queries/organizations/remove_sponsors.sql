DELETE FROM organization_sponsors WHERE organization_id = $1
