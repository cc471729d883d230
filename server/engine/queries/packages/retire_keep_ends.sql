INSERT INTO retired_ends (assignment_id, ends_at)
SELECT id, ends_at FROM assignments WHERE package_id = $1 AND state <> 'expired'
ON CONFLICT DO NOTHING
