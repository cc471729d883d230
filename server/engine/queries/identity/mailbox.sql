SELECT id, recipient, subject, sent_at
FROM demo_mails
WHERE ($1 = '' OR recipient = $1) AND (sent_at, id) < ($2, $3)
ORDER BY sent_at DESC, id DESC
LIMIT $4
