INSERT INTO deliveries (id, assignment_id, subject_id, role_id, state, next_try_at, changed_at)
VALUES $rows
ON CONFLICT (assignment_id, role_id) DO UPDATE
SET state = 'pending', attempts = 0, next_try_at = excluded.next_try_at, last_error = '', changed_at = excluded.changed_at
WHERE deliveries.state IN ('revoking', 'revoked', 'failed')
