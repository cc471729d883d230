-- Nobody is asked: $4 has approved an earlier stage.
UPDATE approval_stages
SET status = 'Completed', opened_at = $2, due_at = $3, decision = 'Approve', decided_by = $4, decided_at = $2,
    automatic = TRUE, fallback = $5
WHERE id = $1 AND status = 'Initializing'
