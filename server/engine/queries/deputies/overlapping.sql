-- Another deputy of the person in this time. $2 start; $3 end.
SELECT u.display_name
FROM deputies d
JOIN users u ON u.id = d.deputy_id
WHERE d.person_id = $1 AND d.ends_at > $2 AND d.starts_at < $3
LIMIT 1
