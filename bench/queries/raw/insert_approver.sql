INSERT INTO stage_approvers (stage_id, principal_kind, principal_id, due_at, subject_id, requestor_id) VALUES ($1, 'user', $2, $3, $4, $4)
