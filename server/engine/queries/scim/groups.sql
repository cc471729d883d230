-- Groups as identity providers see them; $filter is a condition of theirs, and its parameters come after $1 and $2.
SELECT g.id, g.kind, g.display_name, g.description, g.group_kind, g.mastery, g.mail, g.url, g.external_id,
    g.version, g.created_at, g.modified_at, told.attributes
FROM directory_objects g
LEFT JOIN scim_attributes told ON told.resource_id = g.id
WHERE g.kind = 'group' AND ($filter)
ORDER BY g.id
LIMIT $1 OFFSET $2
