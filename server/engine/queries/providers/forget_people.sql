DELETE FROM user_identities WHERE provider_id = $1
