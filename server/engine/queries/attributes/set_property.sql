UPDATE users
SET job_title = CASE WHEN $2 = 'jobTitle' THEN $3 ELSE job_title END,
    department = CASE WHEN $2 = 'department' THEN $3 ELSE department END,
    cost_center = CASE WHEN $2 = 'costCenter' THEN $3 ELSE cost_center END,
    company = CASE WHEN $2 = 'companyName' THEN $3 ELSE company END,
    country = CASE WHEN $2 = 'country' THEN $3 ELSE country END,
    modified_at = $4, version = version + 1
WHERE id = $1
