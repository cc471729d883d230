SELECT held.role, held.catalog_id, c.texts || c.display_name AS catalog
FROM role_assignments held
LEFT JOIN catalogs c ON c.id = held.catalog_id
WHERE held.principal_kind = 'servicePrincipal' AND held.principal_id = $1
ORDER BY c.display_name, held.role
