-- How many policies have one of these scopes, counted to $5 at most.
SELECT COUNT(*) AS number
FROM (
    SELECT 1 AS one FROM policies
    WHERE scope IN ($1, $2, $3, $4) AND enabled AND deleted_at IS NULL
    LIMIT $5
) found
