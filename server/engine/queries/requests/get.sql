SELECT r.id, r.request_type, r.state, r.status, r.package_id, p.display_name AS package_name, p.texts AS package_texts, p.catalog_id,
    r.policy_id, r.assignment_id, r.subject_id, s.display_name AS subject_name, s.mail AS subject_mail,
    s.kind AS subject_kind, s.enabled AS subject_enabled, r.requestor_id, r.justification, r.answers, r.settings, r.less,
    r.emergency,
    (
        SELECT a.id FROM assignments a
        WHERE a.package_id = r.package_id AND a.subject_id = r.subject_id AND a.state <> 'expired' AND a.emergency
    ) AS emergency_access,
    r.asked_start, r.asked_end, r.created_at, r.completed_at, r.version, p.retires_at IS NOT NULL AS retiring,
    (SELECT a.ends_at FROM assignments a WHERE a.id = r.assignment_id) AS access_ends,
    EXISTS (SELECT 1 FROM incompatible_packages i WHERE i.package_id = r.package_id)
        OR EXISTS (SELECT 1 FROM incompatible_groups i WHERE i.package_id = r.package_id) AS separated
FROM requests r
JOIN access_packages p ON p.id = r.package_id
JOIN users s ON s.id = r.subject_id
WHERE r.id = $1
