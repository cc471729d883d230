-- The approval stages of a request in order, one row an approver, at least one row a stage.
SELECT
    s.id, s.position, s.status, s.opened_at, s.due_at, s.escalate_at, s.time_left, s.decision, s.decided_by, s.decided_at,
    s.justification, s.fallback, s.automatic, d.display_name AS decider_name, f.display_name AS decided_for_name,
    sa.principal_kind, sa.principal_id, sa.alternate, sa.behalf_of, sa.place_id, b.display_name AS behalf_name, COALESCE(p.display_name, o.display_name) AS approver_name,
    COALESCE(p.mail, '') AS approver_mail
FROM approval_stages s
LEFT JOIN users d ON d.id = s.decided_by
LEFT JOIN users f ON f.id = s.decided_for
LEFT JOIN stage_approvers sa ON sa.stage_id = s.id
LEFT JOIN users b ON b.id = sa.behalf_of
LEFT JOIN users p ON sa.principal_kind = 'user' AND p.id = sa.principal_id
LEFT JOIN directory_objects o ON sa.principal_kind = 'group' AND o.id = sa.principal_id
WHERE s.request_id = $1
ORDER BY s.position, approver_name, sa.principal_id
