INSERT INTO stage_approvers (stage_id, principal_kind, principal_id, alternate) VALUES $rows ON CONFLICT DO NOTHING
