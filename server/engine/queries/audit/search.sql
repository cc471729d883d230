SELECT seq, at, actor_id, actor_name, action, because, target_kind, target_id, target_name,
    catalog_id, package_id, subject_id, correlation_id, details, previous_hash, hash
FROM audit_records
WHERE seq < $1 AND at >= $2 AND at < $3
    AND action LIKE $4 ESCAPE '\'
    AND lower(actor_name) LIKE $5 ESCAPE '\'
    AND lower(target_name) LIKE $6 ESCAPE '\'
ORDER BY seq DESC
LIMIT $7
