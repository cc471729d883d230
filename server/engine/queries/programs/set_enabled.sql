UPDATE service_principals
SET enabled = $3, modified_at = $4, version = version + 1
WHERE id = $1 AND version = $2 AND enabled <> $3
