DELETE FROM service_principals WHERE id = $1 AND version = $2
