INSERT INTO deputies (id, person_id, deputy_id, starts_at, ends_at, created_at) VALUES ($1, $2, $3, $4, $5, $6)
