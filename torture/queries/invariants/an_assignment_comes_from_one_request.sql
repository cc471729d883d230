-- Unless the record of the request was deleted (REQ-09).
SELECT 'assignment ' || hex(a.id) AS what
FROM assignments a
WHERE (
        SELECT COUNT(*) FROM requests r
        WHERE r.assignment_id = a.id AND r.request_type IN ('userAdd', 'adminAdd', 'systemAdd', 'onBehalfAdd')
    ) + (
        SELECT COUNT(*) FROM audit_records l
        WHERE l.action = 'request.delete' AND l.subject_id = a.subject_id AND l.package_id = a.package_id
            AND json_extract(l.details, '$.type') LIKE '%Add'
            AND replace(json_extract(l.details, '$.assignment'), '-', '') = lower(hex(a.id))
    ) <> 1
    OR (
        SELECT COUNT(*) FROM requests r
        WHERE r.assignment_id = a.id AND r.request_type IN ('userRemove', 'adminRemove', 'systemRemove')
    ) + (
        SELECT COUNT(*) FROM audit_records l
        WHERE l.action = 'request.delete' AND l.subject_id = a.subject_id AND l.package_id = a.package_id
            AND json_extract(l.details, '$.type') LIKE '%Remove'
            AND replace(json_extract(l.details, '$.assignment'), '-', '') = lower(hex(a.id))
    ) <> (a.state = 'expired')
