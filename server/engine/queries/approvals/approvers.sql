SELECT principal_kind, principal_id, alternate, behalf_of, place_id, until FROM stage_approvers WHERE stage_id = $1 ORDER BY principal_kind, principal_id
