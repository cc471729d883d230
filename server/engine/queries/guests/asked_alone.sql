-- Did this person ask for the access themselves?
SELECT COUNT(*) FROM requests r WHERE r.assignment_id = $1 AND r.request_type = 'userAdd' AND r.requestor_id = r.subject_id
