SELECT parent_id, child_id FROM group_nesting WHERE parent_id IN ($list) ORDER BY parent_id, child_id
