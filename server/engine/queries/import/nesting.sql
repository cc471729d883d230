SELECT parent_id, child_id
FROM group_nesting
