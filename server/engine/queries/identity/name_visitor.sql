UPDATE users
SET display_name = $2, search_text = $3, modified_at = $4, version = version + 1
WHERE id = $1 AND kind = 'visitor'
