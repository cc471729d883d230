SELECT a.subject_id, d.assignment_id
FROM deliveries d
JOIN assignments a ON a.id = d.assignment_id
WHERE d.next_try_at <= $1
ORDER BY d.next_try_at
LIMIT $2
