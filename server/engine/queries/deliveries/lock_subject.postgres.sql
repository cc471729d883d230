-- Only here: writers run side by side, and the lock makes changes to one person's access take turns.
SELECT id FROM users WHERE id = $1 FOR NO KEY UPDATE
