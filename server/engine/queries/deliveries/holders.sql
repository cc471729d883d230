-- Who holds a package, but for those from whom approvers kept the role $2.
SELECT a.id, a.subject_id
FROM assignments a
WHERE a.package_id = $1 AND a.state <> 'expired'
    AND NOT EXISTS (SELECT 1 FROM left_out_roles l WHERE l.assignment_id = a.id AND l.role_id = $2)
ORDER BY a.created_at, a.id
