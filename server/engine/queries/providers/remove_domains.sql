DELETE FROM provider_domains WHERE provider_id = $1
