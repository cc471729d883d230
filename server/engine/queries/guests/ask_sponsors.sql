-- The enabled sponsors of a guest are to be told what their guests need.
INSERT INTO sponsor_asks (sponsor_id, asked_at)
SELECT s.sponsor_id, $2
FROM user_sponsors s
JOIN users u ON u.id = s.sponsor_id AND u.enabled
WHERE s.user_id = $1
ON CONFLICT (sponsor_id) DO NOTHING
