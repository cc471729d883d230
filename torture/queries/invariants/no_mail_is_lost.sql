-- Sent by itself or within a digest, taken back, not wanted, waiting, waiting for a digest, or given up after every
-- try; exactly one of them.
SELECT 'mail ' || hex(id) AS what
FROM outbox
WHERE (done_at IS NOT NULL) + (due_at IS NOT NULL) + (done_at IS NULL AND held_at IS NOT NULL)
        + (done_at IS NULL AND due_at IS NULL AND held_at IS NULL AND attempts >= 8) <> 1
    OR (done_at IS NOT NULL) <> (outcome <> '')
    OR done_at IS NULL AND payload = ''
