DELETE FROM identity_providers WHERE id = $1 AND version = $2
