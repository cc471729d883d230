DELETE FROM throttles WHERE last_failure_at <= $1
