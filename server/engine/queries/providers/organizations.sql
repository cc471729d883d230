SELECT id, display_name FROM connected_organizations WHERE provider_id = $1 ORDER BY name_key LIMIT $2
