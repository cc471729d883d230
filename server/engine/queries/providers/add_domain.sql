INSERT INTO provider_domains (domain, provider_id) VALUES ($1, $2) ON CONFLICT DO NOTHING
