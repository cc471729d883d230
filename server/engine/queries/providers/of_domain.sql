SELECT provider_id FROM provider_domains WHERE domain = $1
