-- Whoever is asked in their own right is not there as a deputy.
INSERT INTO stage_approvers (stage_id, principal_kind, principal_id, alternate) VALUES $rows
ON CONFLICT (stage_id, principal_id) DO UPDATE SET behalf_of = NULL, until = NULL
