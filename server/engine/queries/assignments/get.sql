SELECT a.id, a.package_id, p.display_name AS package_name, p.texts AS package_texts, p.catalog_id, a.policy_id, a.subject_id,
    u.display_name AS subject_name, u.mail AS subject_mail, u.kind AS subject_kind, u.enabled AS subject_enabled, a.state, a.starts_at, a.ends_at,
    a.delivered_at, a.ended_at, a.version, a.was_in_scope, a.scope_ends_at, a.emergency, p.retires_at, p.retire_reason,
    (
        SELECT r.id FROM requests r
        WHERE r.package_id = a.package_id AND r.subject_id = a.subject_id
            AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
            AND r.request_type IN ('userAdd', 'userExtend', 'adminAdd', 'adminUpdate', 'systemAdd', 'onBehalfAdd')
            AND r.assignment_id = a.id AND r.request_type IN ('userExtend', 'adminUpdate')
    ) AS extension,
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM attribute_holds h WHERE h.assignment_id = a.id LIMIT 1) held) > 0 AS holds_attributes
FROM assignments a
JOIN access_packages p ON p.id = a.package_id
JOIN users u ON u.id = a.subject_id
WHERE a.id IN ($list)
