SELECT 1 FROM directory_objects WHERE id = $1 FOR UPDATE
