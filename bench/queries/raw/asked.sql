-- What a request is made of. $1 policy, $2 person.
SELECT o.settings, a.display_name AS package_name, a.catalog_id, u.display_name AS subject_name,
    u.manager_id, m.mail AS manager_mail
FROM policies o
JOIN access_packages a ON a.id = o.package_id
JOIN users u ON u.id = $2
JOIN users m ON m.id = u.manager_id
WHERE o.id = $1
