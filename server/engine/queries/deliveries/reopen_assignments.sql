-- Of those who get a role that was added to a package: $1, $2 as holders. $3 now.
UPDATE assignments SET state = 'partiallyDelivered', version = version + 1
WHERE package_id = $1 AND state = 'delivered' AND created_at <= $3
    AND NOT EXISTS (SELECT 1 FROM left_out_roles l WHERE l.assignment_id = assignments.id AND l.role_id = $2)
