-- Those who were asked before the question can decide again, by the new date.
UPDATE stage_approvers SET open = TRUE, due_at = (SELECT s.due_at FROM approval_stages s WHERE s.id = $1) WHERE stage_id = $1
