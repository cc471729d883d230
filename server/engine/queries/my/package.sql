-- A package with what the person has, had and asked for in it. $1 person, $2 package.
SELECT
    a.id, a.texts || a.display_name AS display_name, a.texts || a.description AS description, a.hidden, a.catalog_id, c.texts || c.display_name AS catalog_name,
    h.id AS holding, h.policy_id AS held_policy, h.state AS held, CASE WHEN h.ends_at IS NULL OR h.scope_ends_at < h.ends_at THEN COALESCE(h.scope_ends_at, h.ends_at) ELSE h.ends_at END AS held_until, h.delivered_at AS held_since, COALESCE(h.emergency, FALSE) AS emergency, a.retires_at, q.id AS open_request, q.state AS asked,
    EXISTS (SELECT 1 FROM requests x WHERE x.package_id = a.id AND x.subject_id = $1) AS known
FROM access_packages a
JOIN catalogs c ON c.id = a.catalog_id
LEFT JOIN assignments h
    ON h.package_id = a.id AND h.subject_id = $1 AND h.state <> 'expired'
LEFT JOIN requests q
    ON q.package_id = a.id AND q.subject_id = $1
    AND q.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
    AND q.request_type IN ('userAdd', 'userExtend', 'adminAdd', 'adminUpdate', 'systemAdd', 'onBehalfAdd')
WHERE a.id = $2 AND a.deleted_at IS NULL
