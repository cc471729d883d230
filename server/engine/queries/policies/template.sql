SELECT id, catalog_id, display_name, settings FROM policy_templates WHERE id = $1
