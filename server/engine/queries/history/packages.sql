-- Packages by words, deleted ones too, in the catalogs of the list or in all. $1 words; $2 everywhere; $3 how many.
SELECT id FROM access_packages
WHERE search_text LIKE $1 ESCAPE '\' AND ($2 OR catalog_id IN ($list))
ORDER BY name_key, id
LIMIT $3
