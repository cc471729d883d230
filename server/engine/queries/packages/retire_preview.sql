-- Who has the package, when their access ends now, and how many of its roles they keep without it:
-- held natively, or given by other access. $1 package; $2 the last one of the page before; $3 how many.
SELECT a.id, u.display_name AS name, u.mail, a.ends_at,
    (SELECT COUNT(*) FROM package_roles r WHERE r.package_id = a.package_id) AS roles,
    (SELECT COUNT(*) FROM package_roles r WHERE r.package_id = a.package_id AND (
        EXISTS (
            SELECT 1 FROM role_holders h
            WHERE h.role_id = r.role_id AND h.user_id = a.subject_id AND h.origin = 'native'
        )
        OR EXISTS (
            SELECT 1 FROM assignments o
            JOIN package_roles other ON other.package_id = o.package_id AND other.role_id = r.role_id
            WHERE o.subject_id = a.subject_id AND o.id <> a.id AND o.state <> 'expired'
        )
    )) AS kept
FROM assignments a
JOIN users u ON u.id = a.subject_id
WHERE a.package_id = $1 AND a.state <> 'expired' AND a.id < $2
ORDER BY a.id DESC
LIMIT $3
