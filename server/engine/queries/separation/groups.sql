-- Groups whose members cannot have the package, with how many of them do, counted to 1,001. Members
-- of groups inside count. $1 package.
WITH RECURSIVE inside (rule_id, group_id) AS (
    SELECT i.group_id, i.group_id FROM incompatible_groups i WHERE i.package_id = $1
    UNION
    SELECT inside.rule_id, n.child_id
    FROM inside
    JOIN group_nesting n ON n.parent_id = inside.group_id
)
SELECT g.id, g.display_name AS name,
    (SELECT COUNT(*) FROM (SELECT DISTINCT a.subject_id
        FROM inside
        JOIN directory_roles r ON r.object_id = inside.group_id AND r.kind = 'member'
        JOIN role_holders m ON m.role_id = r.id
        JOIN assignments a ON a.subject_id = m.user_id AND a.package_id = $1 AND a.state <> 'expired'
        WHERE inside.rule_id = g.id LIMIT 1001) counted) AS overlap
FROM incompatible_groups i
JOIN directory_objects g ON g.id = i.group_id
WHERE i.package_id = $1
ORDER BY g.display_name, g.id
