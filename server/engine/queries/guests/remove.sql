-- The name stays for whoever reads old requests and the audit log; everything else goes, and the address is free again.
UPDATE users
SET kind = 'visitor', user_name = $2, mail = '', given_name = '', surname = '', job_title = '', department = '',
    cost_center = '', company = '', country = '', enabled = FALSE, manager_id = NULL, organization_id = NULL,
    external_id = NULL, password_hash = NULL, search_text = $3, lifecycle = 'notDefined', remove_at = NULL,
    remind_at = NULL, blocked_at = NULL, idle_since = NULL, signed_in_at = NULL, removed_at = $4, modified_at = $4, version = version + 1
WHERE id = $1 AND removed_at IS NULL
