-- Or for access that is just being taken back.
SELECT 'request ' || hex(r.id) || ' is ' || r.state AS what
FROM requests r
JOIN assignments a ON a.id = r.assignment_id
WHERE r.state = 'delivering' AND r.request_type IN ('userAdd', 'adminAdd', 'systemAdd', 'onBehalfAdd') AND a.state = 'expired'
        AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.assignment_id = a.id AND d.state = 'revoking')
    OR r.request_type IN ('userRemove', 'adminRemove', 'systemRemove') AND a.state <> 'expired'
    OR a.subject_id <> r.subject_id
    OR a.package_id <> r.package_id
