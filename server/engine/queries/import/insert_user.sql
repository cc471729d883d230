INSERT INTO users (
    id, kind, user_name, display_name, mail, given_name, surname, job_title, department, cost_center,
    company, country, enabled, organization_id, external_id, search_text, created_at, modified_at
) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17)
ON CONFLICT DO NOTHING
