INSERT INTO service_principals (id, display_name, name_key, description, enabled, created_at, modified_at)
VALUES ($1, $2, $3, $4, TRUE, $5, $5)
