-- What somebody has, newest first. $1 person; $2 how many.
SELECT s.id, s.state, s.ends_at, o.settings,
    a.id AS package_id, a.texts || a.display_name AS package_name, a.catalog_id, c.texts || c.display_name AS catalog_name,
    (SELECT COUNT(*) FROM package_roles r WHERE r.package_id = a.id) AS roles
FROM assignments s
JOIN policies o ON o.id = s.policy_id
JOIN access_packages a ON a.id = s.package_id
JOIN catalogs c ON c.id = a.catalog_id
WHERE s.subject_id = $1 AND s.state <> 'expired'
ORDER BY s.created_at DESC, s.id DESC
LIMIT $2
