SELECT id, display_name, mail
FROM directory_objects
WHERE kind = 'group'
    AND search_text LIKE $1 ESCAPE '\' AND search_text LIKE $2 ESCAPE '\' AND search_text LIKE $3 ESCAPE '\'
ORDER BY display_name, id
LIMIT $4
