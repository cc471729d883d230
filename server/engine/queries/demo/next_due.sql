SELECT MIN(at) AS at FROM (
    SELECT MIN(due_at) AS at FROM approval_stages WHERE status = 'InProgress'
    UNION ALL
    SELECT MIN(remind_at) FROM approval_stages WHERE status = 'InProgress' AND remind_at IS NOT NULL
    UNION ALL
    SELECT MIN(escalate_at) FROM approval_stages WHERE status = 'InProgress' AND escalate_at IS NOT NULL
    UNION ALL
    SELECT MIN(asked_start) FROM requests WHERE state = 'scheduled'
    UNION ALL
    SELECT MIN(ends_at) FROM assignments WHERE state <> 'expired' AND ends_at IS NOT NULL
    UNION ALL
    SELECT MIN(scope_ends_at) FROM assignments WHERE state <> 'expired' AND scope_ends_at IS NOT NULL
    UNION ALL
    SELECT MIN(notice_at) FROM assignments WHERE state <> 'expired' AND notice_at IS NOT NULL
    UNION ALL
    SELECT MIN(next_try_at) FROM deliveries WHERE next_try_at IS NOT NULL
    UNION ALL
    SELECT MIN(due_at) FROM outbox WHERE due_at IS NOT NULL
    UNION ALL
    SELECT MIN(due_at) FROM digests
) due
