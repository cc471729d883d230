DELETE FROM provider_memberships WHERE user_id = $1 AND provider_id = $2 AND role_id = $3
