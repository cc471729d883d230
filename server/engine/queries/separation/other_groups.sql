-- Groups that rule a package out, by name. $1 package; $2 the last one of the page before; $3 how many.
SELECT g.id, g.display_name AS name, g.description, g.mail
FROM incompatible_groups i
JOIN directory_objects g ON g.id = i.group_id
WHERE i.package_id = $1
    AND (g.display_name, g.id) > (COALESCE((SELECT x.display_name FROM directory_objects x WHERE x.id = $2), ''), $2)
ORDER BY g.display_name, g.id
LIMIT $3
