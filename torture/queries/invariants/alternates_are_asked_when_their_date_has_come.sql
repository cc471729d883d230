-- Not before, and a stage that has asked them says so once, or once more after an approval was taken back.
SELECT 'stage ' || hex(s.id) AS what
FROM approval_stages s
JOIN stage_approvers a ON a.stage_id = s.id AND a.alternate
WHERE s.escalate_at IS NOT NULL
    OR (
        SELECT COUNT(*) FROM audit_records l
        WHERE l.target_id = s.request_id AND l.action = 'approval.escalate' AND l.details ->> '$.stage' = s.position + 1
    ) NOT BETWEEN 1 AND 1 + (
        SELECT COUNT(*) FROM audit_records b WHERE b.target_id = s.request_id AND b.action = 'approval.takeBack'
    )
