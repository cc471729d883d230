INSERT INTO incompatible_groups (package_id, group_id, added_at) VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING
