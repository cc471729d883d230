INSERT INTO assignments (id, package_id, policy_id, subject_id, state, starts_at, ends_at, delivered_at, notice_at, created_at, was_in_scope, emergency)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $6, $10, $11)
ON CONFLICT DO NOTHING
