SELECT u.id, u.kind, u.user_name, u.display_name, u.mail, u.job_title, u.department, u.enabled
FROM user_sponsors link
JOIN users u ON u.id = link.sponsor_id
WHERE link.user_id = $1
ORDER BY u.display_name, u.id
