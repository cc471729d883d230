-- All access ends at $2 at the latest; everybody is told at $3.
UPDATE assignments
SET ends_at = CASE WHEN ends_at IS NULL OR ends_at > $2 THEN $2 ELSE ends_at END,
    notice_at = $3, version = version + 1
WHERE package_id = $1 AND state <> 'expired'
