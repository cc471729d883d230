-- Packages with a policy that gives access at once in an emergency.
SELECT DISTINCT p.id, p.display_name
FROM access_packages p
JOIN policies o ON o.package_id = p.id AND o.deleted_at IS NULL
WHERE p.deleted_at IS NULL AND json_extract(o.settings, '$.emergencyHours') IS NOT NULL
ORDER BY p.id
