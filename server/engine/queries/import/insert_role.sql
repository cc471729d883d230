INSERT INTO directory_roles (id, object_id, kind, display_name, description, position)
VALUES ($1, $2, $3, $4, $5, $6)
