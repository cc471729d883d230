SELECT r.id, r.subject_id, u.display_name
FROM requests r
JOIN users u ON u.id = r.subject_id
WHERE r.state IN ('partiallyDelivered', 'deliveryFailed')
ORDER BY r.id
