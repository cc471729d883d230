-- Everybody was looked at; at $3 again, or now if something changed meanwhile.
UPDATE scope_watches
SET after_id = NULL, again = false, look_at = CASE WHEN again THEN look_at ELSE $3 END
WHERE policy_id = $1 AND after_id = $2
