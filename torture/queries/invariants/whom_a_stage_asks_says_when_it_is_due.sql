SELECT 'stage ' || hex(s.id) || ' is due at ' || s.due_at || ', and somebody is asked until ' || COALESCE(a.due_at, '-') AS what
FROM stage_approvers a
JOIN approval_stages s ON s.id = a.stage_id
JOIN requests r ON r.id = s.request_id
WHERE a.open AND (a.due_at IS NOT s.due_at OR a.subject_id IS NOT r.subject_id OR a.requestor_id IS NOT r.requestor_id)
