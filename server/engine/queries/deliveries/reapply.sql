-- What somebody should have and has not. What is there stays as it is, even where it could not be given any more.
UPDATE deliveries SET state = 'pending', attempts = 0, next_try_at = $2, last_error = '', changed_at = $2
WHERE assignment_id = $1
    AND (state IN ('pending', 'retrying', 'failed') OR state = 'granted' AND NOT EXISTS (
        SELECT 1 FROM role_holders h WHERE h.role_id = deliveries.role_id AND h.user_id = deliveries.subject_id
    ))
