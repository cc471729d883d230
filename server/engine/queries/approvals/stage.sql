SELECT s.id, s.request_id, s.position, s.status, s.opened_at, s.due_at, s.escalate_at, s.time_left, s.decision, s.decided_by, s.decided_for,
    u.display_name AS decider_name, f.display_name AS decided_for_name, s.decided_at, s.justification, s.fallback, s.automatic
FROM approval_stages s
LEFT JOIN users u ON u.id = s.decided_by
LEFT JOIN users f ON f.id = s.decided_for
WHERE s.id = $1
