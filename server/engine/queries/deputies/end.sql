-- Over at once; one that has not begun is gone.
DELETE FROM deputies WHERE id = $1 AND person_id = $2 AND ends_at > $3
RETURNING deputy_id
