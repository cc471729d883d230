-- $3 is the document as it was read.
UPDATE settings SET value = $2 WHERE key = $1 AND value = $3
