-- Begins afresh, unless there is one that works.
INSERT INTO second_factors (user_id, secret, created_at)
VALUES ($1, $2, $3)
ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at
WHERE second_factors.confirmed_at IS NULL
