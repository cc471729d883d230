DELETE FROM passcodes WHERE expires_at <= $1
