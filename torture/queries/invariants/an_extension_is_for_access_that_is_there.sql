-- The end of access is moved only while it is there, and nothing waits for access that has ended.
SELECT 'request ' || hex(r.id) || ' is ' || r.state AS what
FROM requests r
LEFT JOIN assignments a ON a.id = r.assignment_id
WHERE r.request_type IN ('userExtend', 'adminUpdate')
    AND (
        a.id IS NULL
        OR r.state IN ('submitted', 'scheduled', 'delivering', 'partiallyDelivered', 'deliveryFailed')
        OR r.state = 'pendingApproval' AND a.state = 'expired'
        OR r.state = 'delivered' AND a.ended_at < r.completed_at
    )
UNION ALL
SELECT 'assignment ' || hex(a.id) || ' was extended more often than recorded'
FROM assignments a
WHERE (SELECT COUNT(*) FROM audit_records l WHERE l.target_id = a.id AND l.action = 'assignment.extend')
    <> (
        SELECT COUNT(*) FROM requests r
        WHERE r.assignment_id = a.id AND r.request_type IN ('userExtend', 'adminUpdate') AND r.state = 'delivered'
    ) + (
        SELECT COUNT(*) FROM audit_records l
        WHERE l.action = 'request.delete' AND l.subject_id = a.subject_id AND l.package_id = a.package_id
            AND json_extract(l.details, '$.type') IN ('userExtend', 'adminUpdate') AND json_extract(l.details, '$.state') = 'delivered'
            AND replace(json_extract(l.details, '$.assignment'), '-', '') = lower(hex(a.id))
    )
