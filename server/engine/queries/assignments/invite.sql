-- The portal makes the account, so it looks after it (ASG-09).
UPDATE users SET kind = 'guest', lifecycle = 'governed', modified_at = $2, version = version + 1 WHERE id = $1 AND kind = 'visitor'
