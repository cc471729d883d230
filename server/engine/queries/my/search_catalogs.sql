-- Catalogs by words of their name. $1..$3 patterns, $4 every catalog, $5 how many; the list holds
-- the catalogs that the reader may see.
SELECT id, texts || display_name AS display_name, texts || description AS description
FROM catalogs
WHERE deleted_at IS NULL AND ($4 OR id IN ($list))
    AND name_key LIKE $1 ESCAPE '\' AND name_key LIKE $2 ESCAPE '\' AND name_key LIKE $3 ESCAPE '\'
ORDER BY name_key, id
LIMIT $5
