SELECT COUNT(*) FROM deliveries WHERE next_try_at IS NOT NULL
