-- Access of some people ends now, so that the background has something to do.
UPDATE assignments SET ends_at = $1, notice_at = NULL
WHERE id IN (SELECT id FROM assignments WHERE state = 'delivered' AND ends_at IS NOT NULL ORDER BY id LIMIT $2)
