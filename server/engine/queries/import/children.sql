SELECT child_id FROM group_nesting WHERE parent_id = $1
