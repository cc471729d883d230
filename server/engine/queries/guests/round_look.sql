-- Something changed: everybody is looked at now, and where that has begun, once more after it.
UPDATE guest_rounds
SET look_at = CASE WHEN look_at < $1 THEN look_at ELSE $1 END, again = after_id IS NOT NULL
WHERE one = 1
