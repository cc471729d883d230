-- Who has the package and something that rules it out, newest access first. $1 package; $2, $3 the
-- last access and other thing of the page before; $4 how many.
WITH RECURSIVE inside (rule_id, group_id) AS (
    SELECT i.group_id, i.group_id FROM incompatible_groups i WHERE i.package_id = $1
    UNION
    SELECT inside.rule_id, n.child_id
    FROM inside
    JOIN group_nesting n ON n.parent_id = inside.group_id
),
found (assignment_id, other_id, other_name, other_catalog_id, other_since) AS (
    SELECT a.id, o.id, o.texts || o.display_name, o.catalog_id, h.starts_at
    FROM incompatible_packages i
    JOIN access_packages o ON o.id = i.other_id
    JOIN assignments a ON a.package_id = i.package_id AND a.state <> 'expired'
    JOIN assignments h ON h.package_id = i.other_id AND h.subject_id = a.subject_id AND h.state <> 'expired'
    WHERE i.package_id = $1
    UNION
    SELECT a.id, g.id, '{}' || g.display_name, NULL, NULL
    FROM inside
    JOIN directory_objects g ON g.id = inside.rule_id
    JOIN directory_roles r ON r.object_id = inside.group_id AND r.kind = 'member'
    JOIN role_holders m ON m.role_id = r.id
    JOIN assignments a ON a.subject_id = m.user_id AND a.package_id = $1 AND a.state <> 'expired'
)
SELECT f.assignment_id, f.other_id, f.other_name, f.other_catalog_id, f.other_since,
    a.starts_at, u.id AS user_id, u.display_name AS person, u.user_name, u.mail, u.department
FROM found f
JOIN assignments a ON a.id = f.assignment_id
JOIN users u ON u.id = a.subject_id
WHERE (f.assignment_id, f.other_id) < ($2, $3)
ORDER BY f.assignment_id DESC, f.other_id DESC
LIMIT $4
