-- Guests of a sponsor whose confirmation is due by $2, the most urgent first.
SELECT u.display_name, w.confirm_at, p.acts_at
FROM user_sponsors s
JOIN users u ON u.id = s.user_id AND u.kind = 'guest'
JOIN guest_watches w ON w.user_id = s.user_id AND w.confirm_at <= $2
LEFT JOIN guest_plans p ON p.user_id = s.user_id AND p.because = 'unconfirmed'
WHERE s.sponsor_id = $1 AND COALESCE(p.acted, false) = false
ORDER BY w.confirm_at, u.display_name, u.id
LIMIT $3
