-- What a package is incompatible with, and how a person stands to each other package. $1 package,
-- $2 person.
SELECT FALSE AS is_group, o.id, o.texts || o.display_name AS name, o.catalog_id,
    EXISTS (
        SELECT 1 FROM assignments a
        WHERE a.package_id = o.id AND a.subject_id = $2 AND a.state <> 'expired'
    ) AS held,
    EXISTS (
        SELECT 1 FROM requests r
        WHERE r.package_id = o.id AND r.subject_id = $2
            AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
            AND r.request_type IN ('userAdd', 'userExtend', 'adminAdd', 'adminUpdate', 'systemAdd', 'onBehalfAdd')
    ) AS asked
FROM incompatible_packages i
JOIN access_packages o ON o.id = i.other_id
WHERE i.package_id = $1
UNION ALL
SELECT TRUE, g.id, '{}' || g.display_name, NULL, FALSE, FALSE
FROM incompatible_groups i
JOIN directory_objects g ON g.id = i.group_id
WHERE i.package_id = $1
ORDER BY 3, 2
