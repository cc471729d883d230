-- Where several have to approve, a stage is approved with as many as it needs and not before, nobody by themselves or
-- through a deputy counts twice, and nobody counts who was not asked.
SELECT 'stage ' || hex(s.id) AS what
FROM approval_stages s
JOIN requests r ON r.id = s.request_id
LEFT JOIN (
    SELECT g.stage_id, COUNT(*) AS given, COUNT(DISTINCT g.place_id) AS places
    FROM stage_approvals g
    GROUP BY g.stage_id
) n ON n.stage_id = s.id
WHERE NOT s.automatic AND (
    json_extract(r.settings, '$.stages[' || s.position || '].needed.kind') = 'several'
        AND (COALESCE(n.given, 0) >= json_extract(r.settings, '$.stages[' || s.position || '].needed.value'))
            <> (s.decision IS 'Approve')
    OR json_extract(r.settings, '$.stages[' || s.position || '].needed.kind') = 'each'
        AND (s.opened_at IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM stage_approvers a
                WHERE a.stage_id = s.id AND NOT a.alternate AND a.behalf_of IS NULL AND a.place_id IS NULL
                    AND NOT EXISTS (SELECT 1 FROM stage_approvals g WHERE g.stage_id = s.id AND g.place_id = a.principal_id)
            ))
            <> (s.decision IS 'Approve')
    OR json_extract(r.settings, '$.stages[' || s.position || '].needed.kind') IS NULL AND n.given IS NOT NULL
    OR n.places IS NOT NULL AND n.places NOT IN (0, n.given)
)
UNION ALL
-- What is skipped is made up for by as many different people who approved before.
SELECT 'skipped stage ' || hex(s.id)
FROM approval_stages s
JOIN requests r ON r.id = s.request_id
WHERE s.automatic AND (
    SELECT COUNT(DISTINCT e.person)
    FROM (
        SELECT COALESCE(b.decided_for, b.decided_by) AS person
        FROM approval_stages b
        WHERE b.request_id = s.request_id AND b.position < s.position AND b.decision = 'Approve' AND NOT b.automatic
        UNION
        SELECT g.voice_id
        FROM stage_approvals g
        JOIN approval_stages b ON b.id = g.stage_id
        WHERE b.request_id = s.request_id AND b.position < s.position
    ) e
) < CASE json_extract(r.settings, '$.stages[' || s.position || '].needed.kind')
    WHEN 'several' THEN json_extract(r.settings, '$.stages[' || s.position || '].needed.value')
    WHEN 'each' THEN (
        SELECT COUNT(DISTINCT value) FROM json_each(r.settings, '$.stages[' || s.position || '].approvers.approvers')
    )
    ELSE 1
END
UNION ALL
SELECT 'approval of ' || hex(g.stage_id)
FROM stage_approvals g
JOIN approval_stages s ON s.id = g.stage_id
JOIN requests r ON r.id = s.request_id
WHERE g.approved_by IN (r.subject_id, r.requestor_id) OR g.voice_id IN (r.subject_id, r.requestor_id)
    OR EXISTS (SELECT 1 FROM stage_approvals o WHERE o.stage_id = g.stage_id AND o.voice_id = g.approved_by AND o.approved_by = o.voice_id AND o.voice_id <> g.voice_id)
