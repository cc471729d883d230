-- What the person had last. $1 person; $2 how many.
SELECT package_id, ended_at
FROM assignments
WHERE subject_id = $1 AND state = 'expired' AND ended_at IS NOT NULL AND end_reason = 'expired'
ORDER BY created_at DESC, id DESC
LIMIT $2
