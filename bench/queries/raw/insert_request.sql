INSERT INTO requests (
    id, request_type, state, status, package_id, policy_id, subject_id, requestor_id,
    justification, answers, settings, created_at, version
) VALUES ($1, 'userAdd', 'pendingApproval', 'PendingApproval', $2, $3, $4, $4, $5, '[]', $6, $7, 2)
