DELETE FROM group_nesting WHERE parent_id = $1 AND child_id = $2
