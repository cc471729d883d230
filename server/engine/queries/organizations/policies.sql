SELECT p.id AS policy_id, p.display_name AS policy, p.enabled, a.id AS package_id, a.texts || a.display_name AS package,
    c.id AS catalog_id, c.texts || c.display_name AS catalog
FROM policy_targets t
JOIN policies p ON p.id = t.policy_id AND p.deleted_at IS NULL
JOIN access_packages a ON a.id = p.package_id AND a.deleted_at IS NULL
JOIN catalogs c ON c.id = a.catalog_id
WHERE t.target_id = $1
ORDER BY a.name_key, p.name_key, p.id
