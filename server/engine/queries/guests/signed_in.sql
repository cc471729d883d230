UPDATE users SET signed_in_at = $2 WHERE id = $1
