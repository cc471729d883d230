-- Packages that rule this one out, with how many people have both, counted to 1,001. $1 package.
SELECT o.id, o.texts || o.display_name AS name, o.catalog_id, c.texts || c.display_name AS catalog_name,
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM assignments a
        JOIN assignments h ON h.subject_id = a.subject_id AND h.package_id = o.id AND h.state <> 'expired'
        WHERE a.package_id = $1 AND a.state <> 'expired' LIMIT 1001) counted) AS overlap
FROM incompatible_packages i
JOIN access_packages o ON o.id = i.other_id
JOIN catalogs c ON c.id = o.catalog_id
WHERE i.package_id = $1
ORDER BY o.name_key, o.id
