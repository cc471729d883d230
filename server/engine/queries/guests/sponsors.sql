-- The enabled sponsors of a guest.
SELECT s.sponsor_id FROM user_sponsors s JOIN users u ON u.id = s.sponsor_id AND u.enabled WHERE s.user_id = $1 ORDER BY s.sponsor_id LIMIT $2
