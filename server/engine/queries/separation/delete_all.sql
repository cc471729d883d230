-- A package that is gone rules nothing out, and nothing rules it out.
DELETE FROM incompatible_packages WHERE package_id = $1 OR other_id = $1
