SELECT display_name, description, texts FROM access_packages WHERE id = $1
