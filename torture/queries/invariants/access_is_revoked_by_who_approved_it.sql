-- Access that ended because an approval was taken back: by somebody who had approved, and with a record of it.
SELECT 'assignment ' || hex(a.id) AS what
FROM assignments a
WHERE (a.end_reason IS 'approvalRevoked') <> EXISTS (
    SELECT 1 FROM audit_records l
    JOIN audit_records g ON g.target_id = l.target_id AND g.action = 'approval.approve' AND g.actor_id = l.actor_id AND g.seq < l.seq
    WHERE l.action = 'approval.takeBack' AND replace(json_extract(l.details, '$.assignment'), '-', '') = lower(hex(a.id))
)
