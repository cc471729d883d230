UPDATE users
SET display_name = $2, mail = $3, given_name = $4, surname = $5, job_title = $6, department = $7, cost_center = $8,
    company = $9, country = $10, search_text = $11, modified_at = $12, version = version + 1
WHERE id = $1
