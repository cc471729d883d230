-- Takes the roles of an assignment that counts no longer, but for those which another live one gives (BYD-07) and
-- those held natively (BYD-06). $1 assignment, $2 its holder.
DELETE FROM role_holders
WHERE user_id = $2 AND origin = 'delivered'
    AND role_id IN (SELECT d.role_id FROM deliveries d WHERE d.assignment_id = $1)
    AND NOT EXISTS (
        SELECT 1 FROM deliveries o
        WHERE o.role_id = role_holders.role_id AND o.subject_id = $2 AND o.state = 'granted'
    )
