SELECT s.id, s.request_id, r.subject_id, u.display_name
FROM approval_stages s
JOIN requests r ON r.id = s.request_id
JOIN users u ON u.id = r.subject_id
WHERE s.time_left IS NOT NULL
ORDER BY s.id
