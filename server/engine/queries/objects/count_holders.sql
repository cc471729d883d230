-- How many roles of an object are held, counted to $2 at most.
SELECT COUNT(*) FROM (
    SELECT 1 AS one
    FROM directory_roles r
    JOIN role_holders h ON h.role_id = r.id
    WHERE r.object_id = $1
    LIMIT $2
) found
