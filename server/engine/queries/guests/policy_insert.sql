INSERT INTO guest_policies (id, position, display_name, enabled, rules, confirms_since, created_at, modified_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
