-- The packages in the list with how the person stands to them, a row for each policy. $1 person.
SELECT p.id, p.texts || p.display_name AS display_name, p.texts || p.description AS description, p.catalog_id, c.texts || c.display_name AS catalog_name,
    c.state = 'published' AS published, c.externally_visible, p.retires_at IS NOT NULL AS retiring,
    EXISTS (
        SELECT 1 FROM assignments a
        WHERE a.package_id = p.id AND a.subject_id = $1 AND a.state <> 'expired'
    ) AS live_assignment,
    EXISTS (
        SELECT 1 FROM requests r
        WHERE r.package_id = p.id AND r.subject_id = $1
            AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
            AND r.request_type IN ('userAdd', 'userExtend', 'adminAdd', 'adminUpdate', 'systemAdd', 'onBehalfAdd')
    ) AS open_request,
    EXISTS (SELECT 1 FROM incompatible_packages i WHERE i.package_id = p.id)
        OR EXISTS (SELECT 1 FROM incompatible_groups i WHERE i.package_id = p.id) AS separated,
    o.id AS policy_id, o.settings
FROM access_packages p
JOIN catalogs c ON c.id = p.catalog_id
JOIN policies o ON o.package_id = p.id AND o.deleted_at IS NULL
WHERE p.id IN ($list) AND p.deleted_at IS NULL AND NOT p.hidden
ORDER BY p.id, o.id
