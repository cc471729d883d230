-- Sent, waiting, or given up after every try.
SELECT 'mail ' || hex(id) AS what
FROM outbox
WHERE (done_at IS NOT NULL) + (due_at IS NOT NULL) + (done_at IS NULL AND due_at IS NULL AND attempts >= 8) <> 1
    OR done_at IS NULL AND payload = ''
