INSERT INTO stage_approvers (stage_id, principal_kind, principal_id) VALUES ($1, 'user', $2)
