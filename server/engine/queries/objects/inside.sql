SELECT o.id, o.display_name
FROM group_nesting n
JOIN directory_objects o ON o.id = n.child_id
WHERE n.parent_id = $1
ORDER BY o.display_name, o.id
