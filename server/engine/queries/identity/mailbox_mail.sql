SELECT id, recipient, subject, body, sent_at FROM demo_mails WHERE id = $1
