SELECT id, kind, user_name, display_name, mail, job_title, department, enabled
FROM users
WHERE search_text LIKE $1 ESCAPE '\' AND search_text LIKE $2 ESCAPE '\' AND search_text LIKE $3 ESCAPE '\'
    AND enabled AND kind IN ($4, $5)
ORDER BY display_name, id
LIMIT $6
