-- Who decides for the person now or later, and for whom the person does. $1 person; $2 now.
SELECT d.id, d.person_id, d.deputy_id, d.starts_at, d.ends_at,
    p.display_name AS person_name, u.display_name AS deputy_name, u.mail AS deputy_mail
FROM deputies d
JOIN users p ON p.id = d.person_id
JOIN users u ON u.id = d.deputy_id
WHERE (d.person_id = $1 OR d.deputy_id = $1) AND d.ends_at > $2
ORDER BY d.starts_at, d.id
LIMIT 100
