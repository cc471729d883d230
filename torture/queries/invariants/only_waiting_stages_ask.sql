SELECT 'stage ' || hex(s.id) || ' is ' || s.status AS what
FROM stage_approvers a
JOIN approval_stages s ON s.id = a.stage_id
WHERE a.open <> (s.status = 'InProgress' AND s.time_left IS NULL)
