-- Notes that something changed about a person who holds access that can be lost by it.
INSERT INTO scope_looks (user_id, asked_at)
SELECT $1, $2
WHERE EXISTS (
    SELECT 1 FROM assignments a
    JOIN scope_watches w ON w.policy_id = a.policy_id
    WHERE a.subject_id = $1 AND a.state <> 'expired'
)
ON CONFLICT (user_id) DO NOTHING
