-- Only here: as lock_subject, for many people in one order.
SELECT id FROM users WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE
