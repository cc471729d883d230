SELECT COUNT(*)
FROM directory_objects g
WHERE g.kind = 'group' AND ($filter)
