SELECT COUNT(*)
FROM users u
WHERE u.kind <> 'visitor' AND u.removed_at IS NULL AND ($filter)
