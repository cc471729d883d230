SELECT link.kind, link.principal_kind, link.principal_id
FROM users person
JOIN organization_sponsors link ON link.organization_id = person.organization_id
LEFT JOIN users sponsor ON link.principal_kind = 'user' AND sponsor.id = link.principal_id
WHERE person.id = $1 AND person.kind <> 'member' AND (link.principal_kind = 'group' OR sponsor.enabled)
ORDER BY link.principal_id
