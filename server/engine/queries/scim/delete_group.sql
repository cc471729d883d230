DELETE FROM directory_objects WHERE id = $1 AND kind = 'group'
