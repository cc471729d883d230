SELECT subject FROM demo_mails WHERE recipient = $1 ORDER BY id DESC LIMIT 1
