INSERT INTO left_out_roles (assignment_id, role_id) VALUES $rows
