SELECT id, display_name, state FROM connected_organizations ORDER BY name_key, id LIMIT $1
