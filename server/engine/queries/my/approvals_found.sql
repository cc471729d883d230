-- As approvals_pending.sql, for words of the person who gets access or of the package: $5 to $7.
SELECT
    s.id, s.due_at AS sort_at, s.due_at,
    s.decision, s.status, r.request_type, r.status AS request_status, r.state AS request_state, r.id AS request_id, r.created_at, r.justification,
    a.id AS package_id, a.texts || a.display_name AS package_name, a.catalog_id, c.texts || c.display_name AS catalog_name,
    u.display_name AS subject_name, u.mail AS subject_mail, u.department, co.display_name AS organization_name,
    d.display_name AS decider_name, (SELECT f.display_name FROM users f WHERE f.id = s.decided_for) AS decided_for_name, s.decided_by, s.decided_at,
    (SELECT COUNT(*) FROM approval_stages b WHERE b.request_id = r.id AND b.position < s.position) AS place,
    (SELECT COUNT(*) FROM approval_stages n WHERE n.request_id = r.id) AS stages,
    -- Only where a stage needs several: the rule, and how far it is (BYD-14).
    CASE WHEN r.settings LIKE '%"needed":%' THEN r.settings END AS several,
    (SELECT COUNT(*) FROM stage_approvals g WHERE g.stage_id = s.id) AS given,
    (
        SELECT COUNT(*) FROM stage_approvers sa
        WHERE sa.stage_id = s.id AND NOT sa.alternate AND sa.behalf_of IS NULL AND sa.place_id IS NULL
    ) AS places
FROM approval_stages s
JOIN requests r ON r.id = s.request_id
JOIN access_packages a ON a.id = r.package_id
JOIN catalogs c ON c.id = a.catalog_id
JOIN users u ON u.id = r.subject_id
LEFT JOIN connected_organizations co ON co.id = u.organization_id
LEFT JOIN users d ON d.id = s.decided_by
WHERE s.id IN (
        SELECT sa.stage_id FROM stage_approvers sa
        WHERE sa.open AND sa.principal_id IN ($list)
            -- Where several have to approve: neither who has, nor whose place is filled (BYD-14).
            AND NOT EXISTS (
                SELECT 1 FROM stage_approvals g
                WHERE g.stage_id = sa.stage_id
                    AND ($1 IN (g.approved_by, g.voice_id) OR g.voice_id = sa.behalf_of OR g.place_id IN (sa.principal_id, sa.place_id))
            )
    )
    AND s.status = 'InProgress' AND r.subject_id <> $1
    AND (r.requestor_id IS NULL OR r.requestor_id <> $1)
    AND (s.due_at, s.id) > ($2, $3)
    AND (u.search_text || ' ' || a.search_text) LIKE $5 ESCAPE '\'
    AND (u.search_text || ' ' || a.search_text) LIKE $6 ESCAPE '\'
    AND (u.search_text || ' ' || a.search_text) LIKE $7 ESCAPE '\'
ORDER BY s.due_at, s.id
LIMIT $4
