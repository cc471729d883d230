-- Access at once has a review, ends soon, and ends at once where it was found not justified; nobody looks at their own.
SELECT 'request ' || hex(r.id) AS what
FROM requests r
LEFT JOIN emergency_reviews v ON v.request_id = r.id
LEFT JOIN assignments a ON a.id = r.assignment_id
WHERE r.emergency <> (v.request_id IS NOT NULL)
    OR r.emergency AND (
        NOT a.emergency OR a.ends_at IS NULL OR a.ends_at > a.starts_at + 72 * 3600000
        OR v.answered_by IN (r.subject_id, r.requestor_id)
        OR v.justified IS FALSE AND a.state <> 'expired'
        OR EXISTS (SELECT 1 FROM approval_stages s WHERE s.request_id = r.id)
    )
UNION ALL
SELECT 'review of ' || hex(v.request_id)
FROM emergency_reviews v
WHERE (v.answered_at IS NOT NULL) <> EXISTS (
    SELECT 1 FROM audit_records l WHERE l.target_id = v.request_id AND l.action IN ('emergency.justify', 'emergency.reject')
)
