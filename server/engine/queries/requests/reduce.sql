-- What approvers have taken so far.
UPDATE requests SET less = $2 WHERE id = $1
