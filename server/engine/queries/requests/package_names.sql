SELECT id, display_name AS name, description, hidden FROM access_packages WHERE id IN ($list)
