UPDATE scope_watches SET after_id = $3 WHERE policy_id = $1 AND look_at <= $2 AND after_id IS NULL
