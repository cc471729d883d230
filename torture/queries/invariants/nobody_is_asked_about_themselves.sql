SELECT 'request ' || hex(r.id) AS what
FROM stage_approvers a
JOIN approval_stages s ON s.id = a.stage_id
JOIN requests r ON r.id = s.request_id
WHERE a.principal_id IN (r.subject_id, r.requestor_id)
