-- Providers of partners have no button for everybody: their people say where they are from.
SELECT id, display_name FROM identity_providers WHERE enabled AND people = 'members' ORDER BY name_key LIMIT $1
