-- The row is the lock: from here to the end of the transaction nobody else appends.
UPDATE audit_head SET seq = seq + $1 WHERE id = 1 RETURNING seq, hash
