UPDATE access_packages SET modified_at = $2 WHERE id = $1
