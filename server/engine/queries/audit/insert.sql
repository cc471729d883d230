INSERT INTO audit_records (
    seq, at, actor_id, actor_name, action, because, target_kind, target_id, target_name,
    catalog_id, package_id, subject_id, correlation_id, details, previous_hash, hash
) VALUES $rows
