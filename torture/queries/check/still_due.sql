SELECT (SELECT COUNT(*) FROM deliveries WHERE next_try_at <= $1)
    + (SELECT COUNT(*) FROM assignments WHERE state <> 'expired' AND (ends_at <= $1 OR scope_ends_at <= $1))
