-- The holders of a policy, if they are looked at at all, are looked at now.
UPDATE scope_watches
SET look_at = CASE WHEN look_at < $2 THEN look_at ELSE $2 END, again = after_id IS NOT NULL
WHERE policy_id = $1
