-- $1 how far it had come, $2 how far it has come now.
UPDATE guest_rounds SET after_id = $2 WHERE after_id = $1
