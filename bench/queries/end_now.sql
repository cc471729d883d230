-- Access that ends at $1, as far as $2 goes.
UPDATE assignments SET ends_at = $1
WHERE id IN (SELECT id FROM assignments WHERE state = 'delivered' AND ends_at > $1 LIMIT $2)
