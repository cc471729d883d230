SELECT s.display_name
FROM user_sponsors us
JOIN users s ON s.id = us.sponsor_id
WHERE us.user_id = $1
ORDER BY s.display_name, s.id
LIMIT 20
