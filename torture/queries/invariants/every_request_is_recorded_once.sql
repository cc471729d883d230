SELECT 'request ' || hex(r.id) || ' is ' || r.state AS what
FROM requests r
WHERE (
        SELECT COUNT(*) FROM audit_records l
        WHERE l.target_id = r.id AND l.action IN ('request.submit', 'assignment.assign')
    ) <> (r.request_type IN ('userAdd', 'userExtend', 'adminAdd', 'adminUpdate', 'systemAdd', 'onBehalfAdd'))
    OR (
        SELECT COUNT(*) FROM audit_records l
        WHERE l.target_id = r.id AND l.action IN ('request.cancel', 'request.giveUp')
    ) <> (r.state = 'canceled')
    OR (SELECT COUNT(*) FROM audit_records l WHERE l.target_id = r.id AND l.action = 'request.timeOut')
        <> (r.state = 'denied' AND r.status = 'Expired')
    OR (SELECT COUNT(*) FROM audit_records l WHERE l.target_id = r.id AND l.action = 'approval.deny')
        <> (r.state = 'denied' AND r.status = 'Denied')
    OR (SELECT COUNT(*) FROM audit_records l WHERE l.target_id = r.id AND l.action = 'approval.approve')
        - (
            SELECT COALESCE(SUM(json_extract(l.details, '$.withdrawn')), 0) FROM audit_records l
            WHERE l.target_id = r.id AND l.action = 'approval.takeBack'
        )
        <> (
            SELECT COUNT(*) FROM approval_stages s
            WHERE s.request_id = r.id AND s.decision = 'Approve' AND NOT s.automatic
                AND NOT EXISTS (SELECT 1 FROM stage_approvals g WHERE g.stage_id = s.id)
        ) + (SELECT COUNT(*) FROM approval_stages s JOIN stage_approvals g ON g.stage_id = s.id WHERE s.request_id = r.id)
    OR (SELECT COUNT(*) FROM request_events e WHERE e.request_id = r.id AND e.kind = 'submitted') <> 1
