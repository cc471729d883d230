-- Requests that are over as they begin, for access that was there until now and keeps its package from being deleted.
INSERT INTO requests (
    id, request_type, state, status, package_id, policy_id, assignment_id, subject_id, requestor_id,
    justification, answers, settings, asked_start, asked_end, created_at, completed_at, emergency
) VALUES $rows
