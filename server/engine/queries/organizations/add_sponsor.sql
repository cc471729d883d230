INSERT INTO organization_sponsors (organization_id, kind, principal_kind, principal_id)
VALUES ($1, $2, $3, $4)
ON CONFLICT DO NOTHING
