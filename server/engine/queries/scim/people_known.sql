SELECT id FROM users WHERE id IN ($list) AND kind <> 'visitor' AND removed_at IS NULL
