SELECT o.id, o.display_name, o.description, o.state,
    (SELECT COUNT(*) FROM organization_sponsors s WHERE s.organization_id = o.id) AS sponsors,
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM users u
        WHERE u.organization_id = o.id AND u.kind <> 'member' LIMIT 1001) counted) AS people
FROM connected_organizations o
WHERE o.name_key > COALESCE((SELECT x.name_key FROM connected_organizations x WHERE x.id = $1), '')
    AND ($2 = '' OR o.state = $2)
    AND (o.name_key LIKE $3 ESCAPE '\' OR EXISTS (
        SELECT 1 FROM organization_domains d WHERE d.organization_id = o.id AND d.domain LIKE $3 ESCAPE '\'
    ))
ORDER BY o.name_key
LIMIT $4
