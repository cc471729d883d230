SELECT d.id, d.person_id, u.display_name FROM deputies d JOIN users u ON u.id = d.person_id WHERE u.enabled ORDER BY d.id
