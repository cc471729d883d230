-- From now on the holders of a policy are looked at, beginning at once. Where they are being looked at, once more after that.
INSERT INTO scope_watches (policy_id, look_at) VALUES ($1, $2)
ON CONFLICT (policy_id) DO UPDATE
SET look_at = CASE WHEN scope_watches.look_at < excluded.look_at THEN scope_watches.look_at ELSE excluded.look_at END,
    again = scope_watches.after_id IS NOT NULL
