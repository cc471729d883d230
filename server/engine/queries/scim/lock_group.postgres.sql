-- Writers run side by side here: whoever changes a group has it alone. SQLite has one writer.
SELECT 1 FROM directory_objects WHERE id = $1 FOR UPDATE
