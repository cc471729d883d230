-- Writers run side by side here; the row lock makes deliveries to one person take turns.
SELECT id FROM users WHERE id = $1 FOR UPDATE
