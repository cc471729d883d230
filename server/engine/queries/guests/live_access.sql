-- Access somebody has.
SELECT id FROM assignments WHERE subject_id = $1 AND state <> 'expired' ORDER BY created_at, id
