INSERT INTO deliveries (id, assignment_id, subject_id, role_id, state, attempts, next_try_at, last_error, changed_at) VALUES $rows
