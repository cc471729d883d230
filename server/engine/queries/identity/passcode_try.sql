UPDATE passcodes
SET tries = tries + 1
WHERE id = $1 AND used_at IS NULL AND expires_at > $2 AND tries < $3
RETURNING mail, code_hash, tries
