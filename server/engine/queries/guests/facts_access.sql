-- When the last access of these people ended: nothing where there is some, or where they wait for it.
SELECT a.subject_id, MAX(a.ended_at)
FROM assignments a
WHERE a.subject_id IN ($list)
    AND NOT EXISTS (SELECT 1 FROM assignments l WHERE l.subject_id = a.subject_id AND l.state <> 'expired')
    AND NOT EXISTS (
        SELECT 1 FROM requests r
        WHERE r.subject_id = a.subject_id AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
            AND r.request_type IN ('userAdd', 'userExtend', 'adminAdd', 'adminUpdate', 'systemAdd', 'onBehalfAdd')
    )
GROUP BY a.subject_id
