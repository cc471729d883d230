-- Only here: writers run side by side, and the locks, taken in one order, make them take turns.
SELECT u.id FROM users u
WHERE u.id IN (SELECT a.subject_id FROM assignments a WHERE a.package_id = $1 AND a.state <> 'expired')
ORDER BY u.id
FOR NO KEY UPDATE
