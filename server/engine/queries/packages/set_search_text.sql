UPDATE access_packages SET search_text = $2 WHERE id = $1
