INSERT INTO passcodes (id, mail, code_hash, created_at, expires_at)
VALUES ($1, $2, $3, $4, $5)
