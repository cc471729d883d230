-- When the access ends that these notices are about, where it is still there.
SELECT o.id, a.ends_at AS by_time, a.scope_ends_at AS by_scope
FROM outbox o
JOIN assignments a ON a.id = o.about_id AND a.state <> 'expired'
WHERE o.id IN ($list)
