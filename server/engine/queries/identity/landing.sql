SELECT p.texts || p.display_name AS display_name, p.texts || p.description AS description
FROM access_packages p
JOIN catalogs c ON c.id = p.catalog_id
WHERE p.id = $1 AND p.deleted_at IS NULL
    AND c.state = 'published'
    AND c.externally_visible
    AND EXISTS (
        SELECT 1
        FROM policies y
        WHERE y.package_id = p.id
            AND y.enabled
            AND y.deleted_at IS NULL
            AND y.scope IN (
                'specificConnectedOrganizationUsers',
                'allConfiguredConnectedOrganizationUsers',
                'allExternalUsers'
            )
    )
