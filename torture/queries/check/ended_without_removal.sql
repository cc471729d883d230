SELECT COUNT(*)
FROM assignments a
WHERE a.ended_at >= $1
    AND (SELECT COUNT(*) FROM requests r WHERE r.assignment_id = a.id AND r.request_type = 'systemRemove') <> 1
