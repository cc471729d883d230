-- How many enabled guests have no enabled sponsor, counted to $1.
SELECT COUNT(*) FROM (
    SELECT 1 AS one FROM users g
    WHERE g.kind = 'guest' AND g.enabled
        AND NOT EXISTS (SELECT 1 FROM user_sponsors s JOIN users u ON u.id = s.sponsor_id AND u.enabled WHERE s.user_id = g.id)
    LIMIT $1
) found
