SELECT id, display_name FROM connected_organizations ORDER BY display_name, id
