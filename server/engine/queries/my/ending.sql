-- The person's access that ends first. $1 person, $2 up to when, $3 how many.
SELECT a.id AS package_id, a.texts || a.display_name AS package_name, a.catalog_id,
    c.texts || c.display_name AS catalog_name, CASE WHEN s.ends_at IS NULL OR s.scope_ends_at < s.ends_at THEN COALESCE(s.scope_ends_at, s.ends_at) ELSE s.ends_at END AS at, s.id, s.state, s.ends_at, s.delivered_at, a.retires_at,
    c.state = 'published' AS published, c.externally_visible, o.settings,
    EXISTS (
        SELECT 1 FROM requests r
        WHERE r.package_id = a.id AND r.subject_id = s.subject_id
            AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
            AND r.request_type IN ('userAdd', 'userExtend', 'adminAdd', 'adminUpdate', 'systemAdd', 'onBehalfAdd')
    ) AS waiting, s.emergency
FROM assignments s
JOIN access_packages a ON a.id = s.package_id
JOIN catalogs c ON c.id = a.catalog_id
JOIN policies o ON o.id = s.policy_id
WHERE s.subject_id = $1 AND s.state <> 'expired' AND (s.ends_at <= $2 OR s.scope_ends_at <= $2)
ORDER BY at, s.id
LIMIT $3
