SELECT id, recipient, subject, sent_at
FROM demo_mails
WHERE ($1 = '' OR recipient = $1) AND (sent_at < $2 OR (sent_at = $2 AND id < $3))
ORDER BY sent_at DESC, id DESC
LIMIT $4
