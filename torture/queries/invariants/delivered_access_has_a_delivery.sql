-- A role that was to be taken back and is wanted again waits for its turn while it is still there.
SELECT 'person ' || hex(h.user_id) || ' holds role ' || hex(h.role_id) AS what
FROM role_holders h
WHERE h.origin = 'delivered' AND NOT EXISTS (
    SELECT 1 FROM deliveries d
    WHERE d.subject_id = h.user_id AND d.role_id = h.role_id AND d.state <> 'revoked'
)
