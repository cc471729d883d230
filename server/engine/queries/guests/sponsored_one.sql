-- As sponsored, one guest.
SELECT u.id, u.display_name, u.mail, u.enabled, u.created_at, u.signed_in_at, u.remove_at AS leaves_at, o.display_name AS organization,
    w.policy_id AS watched_by, w.confirm_at, w.confirmed_at, c.display_name AS confirmed_by, w.remark,
    p.because, p.effect, p.acts_at, COALESCE(p.acted, false) AS acted, p.remove_at
FROM user_sponsors s
JOIN users u ON u.id = s.user_id AND u.kind = 'guest'
LEFT JOIN connected_organizations o ON o.id = u.organization_id
LEFT JOIN guest_watches w ON w.user_id = u.id
LEFT JOIN users c ON c.id = w.confirmed_by
LEFT JOIN guest_plans p ON p.user_id = u.id
WHERE s.sponsor_id = $1 AND s.user_id = $2
