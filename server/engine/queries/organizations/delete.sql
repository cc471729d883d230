DELETE FROM connected_organizations WHERE id = $1 AND version = $2
