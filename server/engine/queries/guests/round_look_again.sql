-- As round_look, where policies are looked after at all.
UPDATE guest_rounds
SET look_at = CASE WHEN look_at < $1 THEN look_at ELSE $1 END, again = after_id IS NOT NULL
WHERE look_at IS NOT NULL
