DELETE FROM role_assignments WHERE principal_kind = 'servicePrincipal' AND principal_id = $1
