-- Emergencies that nobody has looked at, and now and then one that somebody has.
SELECT v.request_id, u.id, u.display_name
FROM emergency_reviews v
JOIN users u ON u.id = v.subject_id
ORDER BY v.answered_at IS NOT NULL, v.request_id
LIMIT 6
