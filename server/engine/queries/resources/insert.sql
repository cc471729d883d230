INSERT INTO catalog_resources (id, catalog_id, object_id, added_at)
VALUES ($1, $2, $3, $4)
ON CONFLICT DO NOTHING
