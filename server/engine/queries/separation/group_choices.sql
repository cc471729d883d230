-- Groups that could rule the package out, by name. $1 package; $2 search pattern; $3 how many.
SELECT g.id, g.display_name AS name
FROM directory_objects g
WHERE g.kind = 'group'
    AND NOT EXISTS (SELECT 1 FROM incompatible_groups i WHERE i.package_id = $1 AND i.group_id = g.id)
    AND g.search_text LIKE $2 ESCAPE '\'
ORDER BY g.display_name, g.id
LIMIT $3
