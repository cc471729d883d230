SELECT n.parent_id, parent.display_name AS parent, n.child_id, child.display_name AS child
FROM group_nesting n
JOIN directory_objects parent ON parent.id = n.parent_id
JOIN directory_objects child ON child.id = n.child_id
WHERE n.child_id IN ($list)
ORDER BY parent.display_name, child.display_name
