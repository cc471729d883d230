-- What assignments gave counts no longer. $1 now; the list holds them.
UPDATE deliveries SET state = 'revoked', attempts = 1, next_try_at = NULL, last_error = '', changed_at = $1
WHERE assignment_id IN ($list) AND state <> 'revoked'
