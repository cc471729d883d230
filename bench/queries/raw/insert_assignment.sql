INSERT INTO assignments (id, package_id, policy_id, subject_id, state, starts_at, ends_at, delivered_at, notice_at, created_at, version)
VALUES ($1, $2, $3, $4, 'delivered', $5, $6, $5, $7, $5, 2)
