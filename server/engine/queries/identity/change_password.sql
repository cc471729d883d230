-- Of two who change it at once, the second does not know it any more.
UPDATE users
SET password_hash = $2, modified_at = $3, version = version + 1
WHERE id = $1 AND password_hash = $4
