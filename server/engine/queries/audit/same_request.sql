SELECT seq, at, actor_id, actor_name, action, because, target_kind, target_id, target_name,
    catalog_id, package_id, subject_id, correlation_id, details, previous_hash, hash
FROM audit_records
WHERE seq BETWEEN $1 AND $2 AND correlation_id = $3
ORDER BY seq
LIMIT $4
