SELECT r.id, r.request_type, r.state, r.status, r.package_id, r.policy_id, r.assignment_id, r.subject_id, r.requestor_id,
    r.justification, r.answers, r.asked_start, r.asked_end, r.created_at, r.completed_at
FROM requests r
WHERE r.id = $1
