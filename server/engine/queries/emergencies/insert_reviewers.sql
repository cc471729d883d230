INSERT INTO emergency_reviewers (request_id, principal_kind, principal_id) VALUES $rows
ON CONFLICT DO NOTHING
