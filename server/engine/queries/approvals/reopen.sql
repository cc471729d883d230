-- An approval of the stage was taken back: it asks again. Where several have to approve, what others gave and took stays.
UPDATE approval_stages
SET status = 'InProgress', opened_at = $2, due_at = $3, remind_at = $4, escalate_at = $5,
    decision = NULL, decided_by = NULL, decided_for = NULL, decided_at = NULL, justification = '',
    less = CASE WHEN $6 THEN less ELSE '' END
WHERE id = $1 AND status IN ('InProgress', 'Completed') AND time_left IS NULL
