-- The value from before everything that was written is the one to keep.
INSERT INTO written_attributes (user_id, attribute, previous, value) VALUES ($1, $2, $3, $4)
ON CONFLICT (user_id, attribute) DO UPDATE SET value = excluded.value
