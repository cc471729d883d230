-- What a live assignment gives as well stays, and from now on only because of that.
UPDATE role_holders SET origin = 'delivered'
WHERE role_id = $1 AND user_id = $2 AND origin = 'native' AND EXISTS (
    SELECT 1 FROM deliveries
    WHERE deliveries.role_id = $1 AND deliveries.subject_id = $2 AND deliveries.state = 'granted'
)
