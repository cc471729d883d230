-- The version stays: whoever decides meanwhile has not been overtaken by anything that matters.
UPDATE requests SET status = $2 WHERE id = $1 AND state = 'pendingApproval'
