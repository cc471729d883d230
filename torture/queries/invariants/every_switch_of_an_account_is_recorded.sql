SELECT 'person ' || hex(u.id) AS what
FROM users u
WHERE u.removed_at IS NULL AND u.enabled <> 1
    + (SELECT COUNT(*) FROM audit_records l WHERE l.target_id = u.id AND l.action = 'user.enable')
    - (SELECT COUNT(*) FROM audit_records l WHERE l.target_id = u.id AND l.action IN ('user.disable', 'user.block'))
