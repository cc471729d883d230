SELECT nesting.parent_id, child.id, child.display_name
FROM group_nesting nesting
JOIN directory_objects child ON child.id = nesting.child_id
WHERE nesting.parent_id IN ($list)
ORDER BY nesting.parent_id, child.id
