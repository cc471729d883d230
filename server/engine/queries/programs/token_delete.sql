DELETE FROM api_tokens WHERE id = $1 AND program_id = $2
