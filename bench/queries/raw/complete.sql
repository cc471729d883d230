UPDATE requests SET state = 'delivered', status = 'Delivered', assignment_id = $2, completed_at = $3, version = version + 2
WHERE id = $1 AND state = 'pendingApproval'
