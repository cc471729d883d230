UPDATE access_packages
SET retiring_since = $2, retires_at = $3, retire_reason = $4, modified_at = $2, version = version + 1
WHERE id = $1 AND deleted_at IS NULL AND retires_at IS NULL
