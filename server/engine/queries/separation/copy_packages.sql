-- What rules a package out rules its copy out, too. $1 package; $2 copy; $3 now.
INSERT INTO incompatible_packages (package_id, other_id, added_at)
SELECT $2, other_id, $3 FROM incompatible_packages WHERE package_id = $1
