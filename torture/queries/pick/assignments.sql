SELECT a.id, a.subject_id, u.display_name
FROM assignments a
JOIN users u ON u.id = a.subject_id
ORDER BY a.id
