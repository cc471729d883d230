INSERT INTO throttles (key, failures, last_failure_at, blocked_until)
VALUES ($1, $2, $3, $4)
ON CONFLICT (key) DO UPDATE
SET failures = excluded.failures,
    last_failure_at = excluded.last_failure_at,
    blocked_until = excluded.blocked_until
