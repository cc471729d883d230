SELECT s.id, s.request_id, s.position, s.status, s.opened_at, s.due_at, s.escalate_at, s.time_left, s.decision, s.decided_by,
    u.display_name AS decider_name, s.decided_at, s.justification, s.fallback
FROM approval_stages s
LEFT JOIN users u ON u.id = s.decided_by
WHERE s.id = $1
