-- Postgres lets others delete or change the package meanwhile unless it is locked; SQLite has one writer.
SELECT catalog_id FROM access_packages WHERE id = $1 AND deleted_at IS NULL FOR SHARE
