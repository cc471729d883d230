INSERT INTO audit_records (
    seq, at, actor_id, actor_name, action, because, target_kind, target_id, target_name,
    catalog_id, package_id, subject_id, correlation_id, details, previous_hash, hash
) VALUES
    ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16),
    ($17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32)
