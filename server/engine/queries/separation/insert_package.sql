INSERT INTO incompatible_packages (package_id, other_id, added_at) VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING
