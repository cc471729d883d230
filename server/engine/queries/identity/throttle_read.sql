SELECT key, failures, last_failure_at, blocked_until FROM throttles WHERE key IN ($list)
