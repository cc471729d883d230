-- What the enabled people under the same manager have, the most common first, each with how many they are.
-- $1 person; $2 how many of them are looked at; $3 how many packages.
WITH peers AS (
    SELECT p.id
    FROM users me
    JOIN users p ON p.manager_id = me.manager_id
    WHERE me.id = $1 AND p.id <> me.id AND p.enabled
    LIMIT $2
)
SELECT a.package_id, COUNT(*) AS holders, (SELECT COUNT(*) FROM peers) AS colleagues,
    (SELECT m.display_name FROM users me JOIN users m ON m.id = me.manager_id WHERE me.id = $1) AS manager
FROM peers
JOIN assignments a ON a.subject_id = peers.id AND a.state <> 'expired'
GROUP BY a.package_id
ORDER BY COUNT(*) DESC, a.package_id
LIMIT $3
