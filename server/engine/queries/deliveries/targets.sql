-- The roles of a package and what they are roles of.
SELECT r.id AS role_id, o.display_name || ': ' || r.display_name AS role_name, r.kind AS role_kind,
    o.kind AS object_kind, o.mastery, o.display_name AS object_name
FROM package_roles pr
JOIN directory_roles r ON r.id = pr.role_id
JOIN directory_objects o ON o.id = r.object_id
WHERE pr.package_id = $1
ORDER BY r.id
