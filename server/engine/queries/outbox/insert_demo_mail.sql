INSERT INTO demo_mails (id, recipient, subject, body, sent_at) VALUES ($1, $2, $3, $4, $5)
