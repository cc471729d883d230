-- A request with its package, people and assignment.
SELECT
    r.id, r.request_type, r.state, r.status, r.package_id, r.policy_id, r.assignment_id,
    r.subject_id, r.requestor_id, r.justification, r.answers, r.settings, r.less, r.asked_start, r.asked_end,
    r.created_at, r.completed_at,
    a.texts || a.display_name AS package_name, a.catalog_id, c.texts || c.display_name AS catalog_name,
    u.display_name AS subject_name, u.mail AS subject_mail, u.kind AS subject_kind,
    u.job_title, u.department,
    co.display_name AS organization_name,
    q.display_name AS requestor_name, q.mail AS requestor_mail,
    s.state AS assignment_state, s.starts_at, CASE WHEN s.ends_at IS NULL OR s.scope_ends_at < s.ends_at THEN COALESCE(s.scope_ends_at, s.ends_at) ELSE s.ends_at END AS ends_at, s.delivered_at, s.ended_at, s.end_reason, a.retires_at, a.deleted_at IS NOT NULL AS gone, r.emergency,
    v.opened_at AS review_since, v.answered_at AS reviewed_at, v.justified, v.comment AS review_comment, w.display_name AS reviewer_name
FROM requests r
JOIN access_packages a ON a.id = r.package_id
JOIN catalogs c ON c.id = a.catalog_id
JOIN users u ON u.id = r.subject_id
LEFT JOIN connected_organizations co ON co.id = u.organization_id
LEFT JOIN users q ON q.id = r.requestor_id
LEFT JOIN assignments s ON s.id = r.assignment_id
LEFT JOIN emergency_reviews v ON v.request_id = r.id
LEFT JOIN users w ON w.id = v.answered_by
WHERE r.id = $1
