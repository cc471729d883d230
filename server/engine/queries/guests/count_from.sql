INSERT INTO guest_watches (user_id, counts_from) VALUES ($1, $2)
ON CONFLICT (user_id) DO UPDATE SET counts_from = excluded.counts_from
