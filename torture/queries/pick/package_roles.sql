SELECT r.id, r.package_id, p.display_name
FROM package_roles r
JOIN access_packages p ON p.id = r.package_id
ORDER BY r.id
