-- People by words of their name, mail address and so on, whatever became of them. $4 how many.
SELECT id FROM users
WHERE search_text LIKE $1 ESCAPE '\' AND search_text LIKE $2 ESCAPE '\' AND search_text LIKE $3 ESCAPE '\'
ORDER BY display_name, id
LIMIT $4
