SELECT y.id, y.display_name, y.settings,
    (SELECT COUNT(*) FROM (SELECT 1 AS one FROM assignments a
        WHERE a.policy_id = y.id AND a.state <> 'expired' LIMIT 1001) counted) AS holders
FROM policies y
WHERE y.package_id = $1 AND y.deleted_at IS NULL
ORDER BY y.name_key, y.id
