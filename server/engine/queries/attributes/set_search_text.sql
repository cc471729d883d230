UPDATE users SET search_text = $2 WHERE id = $1
