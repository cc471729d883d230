SELECT g.id, g.display_name, m.id, m.display_name
FROM user_sponsors s
JOIN users g ON g.id = s.user_id AND g.kind = 'guest' AND g.removed_at IS NULL
JOIN users m ON m.id = s.sponsor_id AND m.enabled
ORDER BY g.id, m.id
