-- What these guests hold through packages.
SELECT a.subject_id, a.id, k.texts || k.display_name AS package_name, k.id AS package_id, k.catalog_id, a.state, a.ends_at
FROM assignments a
JOIN access_packages k ON k.id = a.package_id
WHERE a.subject_id IN ($list) AND a.state <> 'expired'
ORDER BY a.subject_id, a.id
