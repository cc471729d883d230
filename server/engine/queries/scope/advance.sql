-- $2 how far it had come, $3 how far it has come now.
UPDATE scope_watches SET after_id = $3 WHERE policy_id = $1 AND after_id = $2
