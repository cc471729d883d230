-- All holders that are looked at at all are looked at now.
UPDATE scope_watches
SET look_at = CASE WHEN look_at < $1 THEN look_at ELSE $1 END, again = after_id IS NOT NULL
