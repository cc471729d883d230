SELECT 'assignment ' || hex(a.id) AS what
FROM assignments a
WHERE (
        SELECT COUNT(*) FROM requests r
        WHERE r.assignment_id = a.id AND r.request_type IN ('userAdd', 'adminAdd', 'systemAdd', 'onBehalfAdd')
    ) <> 1
    OR (
        SELECT COUNT(*) FROM requests r
        WHERE r.assignment_id = a.id AND r.request_type IN ('userRemove', 'adminRemove', 'systemRemove')
    ) <> (a.state = 'expired')
