SELECT id FROM connected_organizations ORDER BY id
