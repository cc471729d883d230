-- Is the group in the catalog of package $1, or named by one of its policies?
SELECT EXISTS (
    SELECT 1 FROM access_packages p
    JOIN catalog_resources r ON r.catalog_id = p.catalog_id
    WHERE p.id = $1 AND r.object_id = $2
) OR EXISTS (
    SELECT 1 FROM policies q
    JOIN policy_targets t ON t.policy_id = q.id
    WHERE q.package_id = $1 AND q.deleted_at IS NULL AND t.target_id = $2
)
