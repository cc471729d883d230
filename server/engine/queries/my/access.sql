-- The person's assignments, newest first. $1 person; $2 ended ones; $3, $4 the last one of the page
-- before; $5 how many.
SELECT
    s.id, s.state, s.starts_at, s.ends_at, s.delivered_at, s.ended_at, s.end_reason, s.scope_ends_at, s.created_at, s.emergency,
    a.id AS package_id, a.texts || a.display_name AS package_name, a.catalog_id, c.texts || c.display_name AS catalog_name,
    a.retires_at, a.deleted_at IS NOT NULL AS gone, c.state = 'published' AS published, c.externally_visible, o.settings,
    EXISTS (
        SELECT 1 FROM requests r
        WHERE r.package_id = a.id AND r.subject_id = s.subject_id
            AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
            AND r.request_type IN ('userAdd', 'userExtend', 'adminAdd', 'adminUpdate', 'systemAdd', 'onBehalfAdd')
    ) AS waiting
FROM assignments s
JOIN access_packages a ON a.id = s.package_id
JOIN catalogs c ON c.id = a.catalog_id
JOIN policies o ON o.id = s.policy_id
WHERE s.subject_id = $1 AND (s.state = 'expired') = $2 AND (s.created_at, s.id) < ($3, $4)
ORDER BY s.created_at DESC, s.id DESC
LIMIT $5
