-- A role that approvers left out has no delivery in that access, and access is never longer than they approved, unless
-- somebody moved its end later.
SELECT 'delivery ' || hex(d.id) AS what
FROM left_out_roles l
JOIN deliveries d ON d.assignment_id = l.assignment_id AND d.role_id = l.role_id
UNION ALL
SELECT 'assignment ' || hex(a.id)
FROM requests r
JOIN assignments a ON a.id = r.assignment_id
WHERE r.less <> '' AND r.request_type IN ('userAdd', 'adminAdd')
    AND NOT EXISTS (
        SELECT 1 FROM requests m
        WHERE m.assignment_id = a.id AND m.request_type IN ('userExtend', 'adminUpdate') AND m.state = 'delivered'
    )
    AND (
        json_extract(r.less, '$.end') IS NOT NULL AND (a.ends_at IS NULL OR a.ends_at > json_extract(r.less, '$.end'))
        OR json_extract(r.less, '$.days') IS NOT NULL AND a.ends_at IS NULL
    )
    AND NOT EXISTS (
        SELECT 1 FROM requests m
        WHERE m.assignment_id = a.id AND m.request_type IN ('userExtend', 'adminUpdate') AND m.state = 'delivered'
    )
