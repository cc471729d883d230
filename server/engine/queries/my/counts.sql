-- How much is under way for the person. $1 person, $2 the instant up to which an end is near.
SELECT
    (SELECT COUNT(*) FROM requests r WHERE r.subject_id = $1
        AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')) AS requests,
    (SELECT COUNT(*) FROM assignments s WHERE s.subject_id = $1 AND s.state <> 'expired') AS access,
    (SELECT COUNT(*) FROM assignments s WHERE s.subject_id = $1 AND s.state <> 'expired'
        AND (s.ends_at <= $2 OR s.scope_ends_at <= $2)) AS ending
