-- What an assignment gave counts no longer. $1 assignment, $2 now.
UPDATE deliveries SET state = 'revoked', attempts = 1, next_try_at = NULL, last_error = '', changed_at = $2
WHERE assignment_id = $1 AND state <> 'revoked'
