-- The person's access that arrived last. $1 person, $2 since when, $3 how many.
SELECT a.id AS package_id, a.texts || a.display_name AS package_name, a.catalog_id,
    c.texts || c.display_name AS catalog_name, s.delivered_at AS at
FROM assignments s
JOIN access_packages a ON a.id = s.package_id
JOIN catalogs c ON c.id = a.catalog_id
WHERE s.subject_id = $1 AND s.state <> 'expired' AND s.delivered_at >= $2
ORDER BY s.delivered_at DESC, s.id
LIMIT $3
