-- Whoever is asked in their own right is not there as a deputy.
INSERT INTO stage_approvers (stage_id, principal_kind, principal_id, alternate, place_id, due_at, subject_id, requestor_id) VALUES $rows
ON CONFLICT (stage_id, principal_id) DO UPDATE SET behalf_of = NULL, until = NULL, alternate = excluded.alternate, place_id = excluded.place_id
