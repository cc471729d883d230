INSERT INTO requests (
    id, request_type, state, status, package_id, policy_id, assignment_id, subject_id, requestor_id,
    justification, answers, settings, asked_start, asked_end, created_at
) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
ON CONFLICT DO NOTHING
