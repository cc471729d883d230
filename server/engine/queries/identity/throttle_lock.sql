INSERT INTO throttles (key, failures, last_failure_at, blocked_until)
VALUES ($1, 0, 0, 0)
ON CONFLICT (key) DO UPDATE SET failures = throttles.failures
RETURNING key, failures, last_failure_at, blocked_until
