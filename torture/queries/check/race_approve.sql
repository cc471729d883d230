SELECT
    (
        SELECT COUNT(*)
        FROM assignments a
        JOIN requests r ON r.subject_id = a.subject_id AND r.package_id = a.package_id
        WHERE r.id = $1 AND a.state <> 'expired'
    ),
    (SELECT COUNT(*) FROM audit_records WHERE target_id = $1 AND action = 'approval.approve' AND at >= $2)
