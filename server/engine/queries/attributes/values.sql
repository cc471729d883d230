-- What a person has, by the names that attributes have in questions.
SELECT 'jobTitle' AS attribute, job_title AS value FROM users WHERE id = $1
UNION ALL SELECT 'department', department FROM users WHERE id = $1
UNION ALL SELECT 'costCenter', cost_center FROM users WHERE id = $1
UNION ALL SELECT 'companyName', company FROM users WHERE id = $1
UNION ALL SELECT 'country', country FROM users WHERE id = $1
UNION ALL SELECT attribute, value FROM user_attributes WHERE user_id = $1
