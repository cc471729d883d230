-- As insert.sql; the lock keeps others from deleting or changing the package before the transaction
-- ends. SQLite has one writer.
INSERT INTO requests (
    id, request_type, state, status, package_id, policy_id, assignment_id, subject_id, requestor_id,
    justification, answers, settings, asked_start, asked_end, created_at, completed_at, emergency
)
SELECT $1, $2, $3, $4, p.id, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17
FROM access_packages p
WHERE p.id = $5 AND p.deleted_at IS NULL
FOR SHARE
ON CONFLICT DO NOTHING
