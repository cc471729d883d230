SELECT expires_at
FROM passcodes
WHERE id = $1 AND used_at IS NULL AND expires_at > $2 AND tries < $3
