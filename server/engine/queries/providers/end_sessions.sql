DELETE FROM sessions WHERE provider_id = $1
