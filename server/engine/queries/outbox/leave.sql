-- Nobody got to them: no try was made. $1 until when they are held; another worker may have them by now.
UPDATE outbox SET attempts = attempts - 1, leased_until = 0 WHERE leased_until = $1 AND id IN ($list)
