-- Approvals that were given, with who gave them and whether access is there because of the request.
SELECT s.id, s.request_id, p.id, p.display_name, a.state IS NOT NULL AND a.state <> 'expired' AND r.request_type NOT IN ('userExtend', 'adminUpdate') AS there
FROM approval_stages s
JOIN requests r ON r.id = s.request_id
LEFT JOIN assignments a ON a.id = r.assignment_id
JOIN users p ON p.id IN (SELECT g.approved_by FROM stage_approvals g WHERE g.stage_id = s.id)
    OR p.id = s.decided_by AND s.decision = 'Approve' AND NOT s.automatic
WHERE r.state <> 'denied'
ORDER BY s.id, p.id
