-- Those who hold access through a policy, from the one after $2.
SELECT id, subject_id, was_in_scope, scope_ends_at
FROM assignments
WHERE policy_id = $1 AND state <> 'expired' AND id > $2
ORDER BY id
LIMIT $3
