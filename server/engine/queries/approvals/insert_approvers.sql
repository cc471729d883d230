INSERT INTO stage_approvers (stage_id, principal_kind, principal_id) VALUES $rows ON CONFLICT DO NOTHING
