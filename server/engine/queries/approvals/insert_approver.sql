INSERT INTO stage_approvers (stage_id, principal_kind, principal_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
