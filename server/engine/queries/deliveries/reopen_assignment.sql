UPDATE assignments SET state = 'partiallyDelivered', version = version + 1
WHERE id = $1 AND state = 'delivered' AND created_at <= $2
