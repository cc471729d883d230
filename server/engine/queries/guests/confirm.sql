INSERT INTO guest_watches (user_id, confirmed_at, confirmed_by, remark) VALUES ($1, $2, $3, $4)
ON CONFLICT (user_id) DO UPDATE
SET confirmed_at = excluded.confirmed_at, confirmed_by = excluded.confirmed_by, remark = excluded.remark, told = 0
