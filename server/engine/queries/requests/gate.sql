-- A package with how the person stands to it, a row for each of its policies, or one. $1 package,
-- $2 person.
SELECT p.display_name, p.texts, p.catalog_id, p.retires_at IS NOT NULL AS retiring,
    c.state = 'published' AS published, c.externally_visible,
    EXISTS (
        SELECT 1 FROM assignments a
        WHERE a.package_id = p.id AND a.subject_id = $2 AND a.state <> 'expired' AND NOT a.emergency
    ) AS live_assignment,
    (
        SELECT a.id FROM assignments a
        WHERE a.package_id = p.id AND a.subject_id = $2 AND a.state <> 'expired' AND a.emergency
    ) AS emergency_access,
    EXISTS (
        SELECT 1 FROM emergency_reviews v
        WHERE v.package_id = p.id AND v.subject_id = $2 AND v.answered_at IS NULL
    ) AS emergency_unreviewed,
    EXISTS (
        SELECT 1 FROM requests r
        WHERE r.package_id = p.id AND r.subject_id = $2
            AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
            AND r.request_type IN ('userAdd', 'userExtend', 'adminAdd', 'adminUpdate', 'systemAdd', 'onBehalfAdd')
    ) AS open_request,
    EXISTS (SELECT 1 FROM incompatible_packages i WHERE i.package_id = p.id)
        OR EXISTS (SELECT 1 FROM incompatible_groups i WHERE i.package_id = p.id) AS separated,
    EXISTS (
        SELECT 1 FROM package_roles m
        JOIN catalog_resources n ON n.id = m.resource_id
        WHERE m.package_id = p.id AND n.attributes <> '[]'
    ) AS demanding,
    o.id AS policy_id, o.display_name AS policy_name, o.description AS policy_description, o.settings
FROM access_packages p
JOIN catalogs c ON c.id = p.catalog_id
LEFT JOIN policies o ON o.package_id = p.id AND o.deleted_at IS NULL
WHERE p.id = $1 AND p.deleted_at IS NULL
ORDER BY o.name_key, o.id
