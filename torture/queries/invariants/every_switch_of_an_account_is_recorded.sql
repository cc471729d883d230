SELECT 'person ' || hex(u.id) AS what
FROM users u
WHERE u.removed_at IS NULL AND u.enabled <> COALESCE(
        (SELECT json_extract(l.details, '$.enabled') FROM audit_records l WHERE l.target_id = u.id AND l.action = 'user.create'),
        1
    )
    + (SELECT COUNT(*) FROM audit_records l WHERE l.target_id = u.id AND l.action = 'user.enable')
    - (SELECT COUNT(*) FROM audit_records l WHERE l.target_id = u.id AND l.action IN ('user.disable', 'user.block'))
    -- What a directory told.
    + (
        SELECT COALESCE(SUM(CASE json_extract(l.details, '$.enabled.to') WHEN 1 THEN 1 WHEN 0 THEN -1 END), 0)
        FROM audit_records l
        WHERE l.target_id = u.id AND l.action = 'user.update'
    )
