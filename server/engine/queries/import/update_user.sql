UPDATE users
SET kind = $2, user_name = $3, display_name = $4, mail = $5, given_name = $6, surname = $7, job_title = $8,
    department = $9, cost_center = $10, company = $11, country = $12, enabled = $13, organization_id = $14,
    external_id = $15, search_text = $16, modified_at = $17, version = version + 1,
    -- What was started about a guest is over for whoever is none any more; who is let in is not blocked.
    idle_since = CASE WHEN $2 = 'guest' THEN idle_since END,
    remove_at = CASE WHEN $2 = 'guest' THEN remove_at END,
    remind_at = CASE WHEN $2 = 'guest' THEN remind_at END,
    blocked_at = CASE WHEN $2 = 'guest' AND NOT $13 THEN blocked_at END
WHERE id = $1
