-- Notes that a guest under management has no access left.
UPDATE users SET idle_since = $2
WHERE id = $1 AND kind = 'guest' AND lifecycle = 'governed' AND idle_since IS NULL AND remove_at IS NULL AND blocked_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM assignments a WHERE a.subject_id = $1 AND a.state <> 'expired')
