SELECT 'delivery ' || hex(id) || ' is ' || state AS what
FROM deliveries
WHERE (state IN ('pending', 'retrying', 'revoking')) <> (next_try_at IS NOT NULL)
