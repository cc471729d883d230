-- Requests of somebody that can still be ended.
SELECT id FROM requests WHERE subject_id = $1 AND state IN ('submitted', 'pendingApproval', 'scheduled') ORDER BY created_at, id
