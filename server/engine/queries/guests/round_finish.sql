-- Everybody was looked at; at $2 again, or now if something changed meanwhile. Where no policy is left, not any more.
UPDATE guest_rounds
SET after_id = NULL, again = false,
    look_at = CASE
        WHEN again THEN look_at
        WHEN EXISTS (SELECT 1 FROM guest_policies y WHERE y.enabled AND y.deleted_at IS NULL) THEN $2
    END
WHERE after_id = $1
