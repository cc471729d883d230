UPDATE access_packages
SET retiring_since = NULL, retires_at = NULL, retire_reason = '', archived_at = NULL, modified_at = $2, version = version + 1
WHERE id = $1 AND deleted_at IS NULL AND retires_at IS NOT NULL
