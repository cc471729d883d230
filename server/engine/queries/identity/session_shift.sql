UPDATE sessions
SET created_at = created_at + $1, last_seen_at = last_seen_at + $1, expires_at = expires_at + $1
