UPDATE assignments SET scope_lost_at = NULL, scope_ends_at = NULL, notice_at = $2, version = version + 1
WHERE id = $1 AND state <> 'expired' AND scope_lost_at IS NOT NULL
