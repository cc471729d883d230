-- A guest gets access: one who had an account before keeps it for good, unless somebody takes it under management.
UPDATE users SET idle_since = NULL, lifecycle = CASE WHEN lifecycle = 'notDefined' THEN 'notGoverned' ELSE lifecycle END
WHERE id = $1 AND kind = 'guest' AND (idle_since IS NOT NULL OR lifecycle = 'notDefined')
