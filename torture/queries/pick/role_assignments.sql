SELECT id, catalog_id FROM role_assignments ORDER BY id
