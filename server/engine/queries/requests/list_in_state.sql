-- Requests, newest first. $1, $2 where the page begins; $3 the earliest; $4 status; $5 type; $6 how many; $7 state.
SELECT r.id, r.request_type, r.state, r.status, r.package_id, r.policy_id, r.assignment_id, r.subject_id, r.requestor_id,
    r.justification, r.answers, r.asked_start, r.asked_end, r.created_at, r.completed_at
FROM requests r
WHERE r.state = $7 AND (r.created_at, r.id) < ($1, $2)
    AND r.created_at >= $3 AND ($4 = '' OR r.status = $4) AND ($5 = '' OR r.request_type = $5)
ORDER BY r.created_at DESC, r.id DESC
LIMIT $6
