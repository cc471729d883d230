-- Which of these guests somebody sponsors.
SELECT s.user_id FROM user_sponsors s JOIN users u ON u.id = s.user_id AND u.kind = 'guest'
WHERE s.sponsor_id = $1 AND s.user_id IN ($list)
