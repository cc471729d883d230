SELECT 'delivery ' || hex(d.id) AS what
FROM deliveries d
JOIN assignments a ON a.id = d.assignment_id
WHERE a.subject_id <> d.subject_id OR a.state = 'expired' AND d.state NOT IN ('revoking', 'revoked')
