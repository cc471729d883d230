-- Whom approver rules relative to a person mean: enabled people, and groups.
SELECT 'manager' AS kind, 'user' AS principal_kind, manager.id AS principal_id
FROM users person
JOIN users manager ON manager.id = person.manager_id
WHERE person.id = $1 AND manager.enabled
UNION ALL
SELECT 'secondLevelManager', 'user', second.id
FROM users person
JOIN users manager ON manager.id = person.manager_id
JOIN users second ON second.id = manager.manager_id
WHERE person.id = $1 AND second.enabled
UNION ALL
SELECT 'sponsor', 'user', sponsor.id
FROM user_sponsors link
JOIN users sponsor ON sponsor.id = link.sponsor_id
WHERE link.user_id = $1 AND sponsor.enabled
UNION ALL
SELECT link.kind, link.principal_kind, link.principal_id
FROM users person
JOIN organization_sponsors link ON link.organization_id = person.organization_id
LEFT JOIN users sponsor ON link.principal_kind = 'user' AND sponsor.id = link.principal_id
WHERE person.id = $1 AND person.kind <> 'member' AND (link.principal_kind = 'group' OR sponsor.enabled)
ORDER BY 1, 3
