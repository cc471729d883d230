INSERT INTO deliveries (id, assignment_id, subject_id, role_id, state, attempts, changed_at)
VALUES ($1, $5, $6, $2, 'granted', 1, $7), ($3, $5, $6, $4, 'granted', 1, $7)
