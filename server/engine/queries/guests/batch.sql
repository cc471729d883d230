-- Guests from the one after $1.
SELECT id FROM users WHERE kind = 'guest' AND id > $1 ORDER BY id LIMIT $2
