SELECT domain FROM provider_domains WHERE provider_id = $1 ORDER BY domain
