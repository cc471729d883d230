-- Whose address is of the organization they are from has proved it by a code as well as ever.
SELECT 1
FROM user_identities i
JOIN users u ON u.id = i.user_id
WHERE i.user_id = $1 AND NOT EXISTS (
    SELECT 1 FROM organization_domains d WHERE d.domain = u.mail_domain AND d.organization_id = u.organization_id
)
LIMIT 1
