UPDATE digests SET due_at = $2 WHERE user_id = $1 AND due_at > $2
