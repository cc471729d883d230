SELECT 'guest ' || hex(u.id) AS what
FROM users u
WHERE (u.removed_at IS NOT NULL OR u.remove_at IS NOT NULL OR u.idle_since IS NOT NULL)
    AND EXISTS (SELECT 1 FROM assignments a WHERE a.subject_id = u.id AND a.state <> 'expired')
UNION ALL
SELECT 'planned for no guest ' || hex(u.id)
FROM users u
WHERE u.kind <> 'guest' AND (u.remove_at IS NOT NULL OR u.remind_at IS NOT NULL OR u.idle_since IS NOT NULL)
UNION ALL
SELECT 'account from before ' || hex(u.id)
FROM users u
-- Rules for guests block accounts from before, too.
WHERE u.lifecycle <> 'governed' AND (u.remove_at IS NOT NULL OR u.idle_since IS NOT NULL)
UNION ALL
SELECT 'session of blocked guest ' || hex(u.id)
FROM users u
WHERE (u.blocked_at IS NOT NULL OR u.removed_at IS NOT NULL) AND EXISTS (SELECT 1 FROM sessions s WHERE s.user_id = u.id)
UNION ALL
SELECT 'removed guest ' || hex(u.id)
FROM users u
WHERE (u.removed_at IS NOT NULL)
    <> EXISTS (SELECT 1 FROM audit_records l WHERE l.target_id = u.id AND l.action = 'user.remove')
