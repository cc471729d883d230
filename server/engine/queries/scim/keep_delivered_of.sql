-- What live assignments give as well stays, and from now on only because of them.
UPDATE role_holders SET origin = 'delivered'
WHERE user_id = $1 AND origin = 'native' AND EXISTS (
    SELECT 1 FROM deliveries
    WHERE deliveries.role_id = role_holders.role_id AND deliveries.subject_id = $1 AND deliveries.state = 'granted'
)
