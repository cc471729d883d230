DELETE FROM retired_ends WHERE assignment_id IN (SELECT id FROM assignments WHERE package_id = $1)
