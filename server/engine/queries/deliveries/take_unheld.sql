-- Takes the roles of assignments that count no longer, but for those which another live one gives (BYD-07) and
-- those held natively (BYD-06). The list holds the assignments.
DELETE FROM role_holders
WHERE (role_id, user_id) IN (
        SELECT d.role_id, d.subject_id FROM deliveries d WHERE d.assignment_id IN ($list)
    )
    AND origin = 'delivered'
    AND NOT EXISTS (
        SELECT 1 FROM deliveries o
        WHERE o.role_id = role_holders.role_id AND o.subject_id = role_holders.user_id AND o.state = 'granted'
    )
