SELECT display_name, description FROM access_packages WHERE id = $1
