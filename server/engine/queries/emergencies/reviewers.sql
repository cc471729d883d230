SELECT principal_kind, principal_id FROM emergency_reviewers WHERE request_id = $1
