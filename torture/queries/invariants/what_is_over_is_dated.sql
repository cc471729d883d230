SELECT 'request ' || hex(id) || ' is ' || state AS what
FROM requests
WHERE (state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')) <> (completed_at IS NULL)
UNION ALL
SELECT 'assignment ' || hex(id) || ' is ' || state
FROM assignments
WHERE (state = 'expired') <> (ended_at IS NOT NULL AND end_reason IS NOT NULL)
    OR state = 'delivered' AND delivered_at IS NULL
    OR state = 'expired' AND notice_at IS NOT NULL
