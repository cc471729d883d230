-- Policies whose holders are to be looked at now, the longest due first, and how far that has come.
SELECT w.policy_id, w.after_id, y.settings, y.deleted_at IS NOT NULL AS deleted
FROM scope_watches w
JOIN policies y ON y.id = w.policy_id
WHERE w.look_at <= $1
ORDER BY w.look_at, w.policy_id
LIMIT $2
