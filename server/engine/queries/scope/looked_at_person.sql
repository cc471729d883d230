DELETE FROM scope_looks WHERE user_id = $1
