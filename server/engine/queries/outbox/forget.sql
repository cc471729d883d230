-- What was taken back before this time is not shown any more.
UPDATE outbox SET payload = '' WHERE outcome = 'recalled' AND payload <> '' AND done_at <= $1
