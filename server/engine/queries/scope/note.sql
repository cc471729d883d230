-- $2 now, $3 when the access ends for it, $4 when to tell of that again.
UPDATE assignments SET scope_lost_at = $2, scope_ends_at = $3, notice_at = $4, version = version + 1
WHERE id = $1 AND state <> 'expired' AND scope_lost_at IS NULL
