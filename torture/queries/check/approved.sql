SELECT COUNT(*) FROM approval_stages WHERE request_id = $1 AND id = $2 AND decision = 'Approve'
