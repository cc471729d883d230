-- They had become pointless; what they would have told stays for whoever looks.
UPDATE outbox SET due_at = NULL, done_at = $1, leased_until = 0, last_error = '', outcome = 'recalled' WHERE id IN ($list)
