UPDATE requests SET justification = $2, answers = $3 WHERE id = $1
