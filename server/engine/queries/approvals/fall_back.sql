-- Nobody was left whom the rule found: others step in.
UPDATE approval_stages SET fallback = TRUE WHERE id = $1 AND status = 'InProgress'
