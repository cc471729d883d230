SELECT p.id, p.catalog_id, p.display_name, p.description, p.texts, p.hidden, p.created_at, p.modified_at, p.version,
    p.retires_at, p.retire_reason, p.archived_at,
    c.display_name AS catalog_name, c.texts AS catalog_texts, c.state AS catalog_state, c.externally_visible AS catalog_external
FROM access_packages p
JOIN catalogs c ON c.id = p.catalog_id
WHERE p.id = $1 AND p.deleted_at IS NULL
