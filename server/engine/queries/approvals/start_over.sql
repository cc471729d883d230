-- The stages after one that asks again wait for their turn once more.
UPDATE approval_stages
SET status = 'Initializing', opened_at = NULL, due_at = NULL, remind_at = NULL, escalate_at = NULL,
    decision = NULL, decided_by = NULL, decided_for = NULL, decided_at = NULL, justification = '', less = '',
    automatic = FALSE, fallback = FALSE
WHERE request_id = $1 AND position > $2
