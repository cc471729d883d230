-- Where and how these people want to be told.
SELECT u.id, u.mail, u.language, n.preferences
FROM users u
LEFT JOIN notice_preferences n ON n.user_id = u.id
WHERE u.id IN ($list)
