-- Postgres lets others ask for the package meanwhile unless it is locked; SQLite has one writer.
SELECT catalog_id FROM access_packages WHERE id = $1 AND deleted_at IS NULL FOR UPDATE
