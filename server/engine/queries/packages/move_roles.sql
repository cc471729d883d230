-- The roles are those of the same objects, as resources of the other catalog.
UPDATE package_roles
SET resource_id = (
    SELECT there.id
    FROM catalog_resources here
    JOIN catalog_resources there ON there.object_id = here.object_id AND there.catalog_id = $2
    WHERE here.id = package_roles.resource_id
)
WHERE package_id = $1
