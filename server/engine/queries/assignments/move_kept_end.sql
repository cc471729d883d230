-- When the access would end if the retirement of its package were called off.
UPDATE retired_ends SET ends_at = $2 WHERE assignment_id = $1
