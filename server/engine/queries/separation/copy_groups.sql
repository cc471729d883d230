INSERT INTO incompatible_groups (package_id, group_id, added_at)
SELECT $2, group_id, $3 FROM incompatible_groups WHERE package_id = $1
