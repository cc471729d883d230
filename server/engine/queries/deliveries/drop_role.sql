UPDATE deliveries SET state = 'revoking', attempts = 0, next_try_at = $3, last_error = '', changed_at = $3
WHERE role_id = $2 AND state IN ('pending', 'granted', 'retrying', 'failed')
    AND assignment_id IN (SELECT id FROM assignments WHERE package_id = $1 AND state <> 'expired')
