-- Live access that ends now because its holder left the scope, with whose it is.
SELECT subject_id, id FROM assignments WHERE state <> 'expired' AND scope_ends_at <= $1 ORDER BY scope_ends_at LIMIT $2
