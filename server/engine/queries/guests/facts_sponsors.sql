-- How many enabled sponsors these people have.
SELECT s.user_id, COUNT(*)
FROM user_sponsors s
JOIN users u ON u.id = s.sponsor_id AND u.enabled
WHERE s.user_id IN ($list)
GROUP BY s.user_id
