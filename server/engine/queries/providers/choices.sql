SELECT id, display_name FROM identity_providers WHERE people = 'partners' ORDER BY name_key LIMIT $1
