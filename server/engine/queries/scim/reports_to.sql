-- Does $1 report to $2, directly or through others?
WITH RECURSIVE above (id) AS (
    SELECT manager_id FROM users WHERE id = $1
    UNION
    SELECT u.manager_id FROM users u JOIN above ON above.id = u.id
)
SELECT COUNT(*) FROM above WHERE id = $2
