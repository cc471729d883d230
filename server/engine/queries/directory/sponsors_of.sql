SELECT sponsor.id
FROM user_sponsors link
JOIN users sponsor ON sponsor.id = link.sponsor_id
WHERE link.user_id = $1 AND sponsor.enabled
ORDER BY sponsor.id
