SELECT a.id, a.package_id, u.display_name
FROM assignments a
JOIN users u ON u.id = a.subject_id
WHERE u.kind = 'guest' AND a.state <> 'expired'
ORDER BY a.id
