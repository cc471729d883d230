UPDATE users
SET password_hash = $2, modified_at = $3, version = version + 1
WHERE id = $1 AND enabled AND password_hash IS NOT NULL
