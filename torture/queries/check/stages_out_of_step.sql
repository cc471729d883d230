SELECT COUNT(*)
FROM requests r
WHERE (
        SELECT COUNT(*) FROM approval_stages s WHERE s.request_id = r.id AND s.status = 'InProgress'
    ) <> CASE WHEN r.state = 'pendingApproval' THEN 1 ELSE 0 END
