SELECT COUNT(*) FROM outbox WHERE outcome = 'sent'
