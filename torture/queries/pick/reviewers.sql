-- People who are to look at an emergency by name.
SELECT u.id, u.display_name
FROM emergency_reviewers w
JOIN users u ON u.id = w.principal_id
WHERE w.request_id = $1 AND u.enabled
ORDER BY u.id
