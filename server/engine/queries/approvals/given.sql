-- The approvals of a request in stages that need several, in order.
SELECT g.stage_id, g.approved_by, g.voice_id, g.place_id, g.approved_at, u.display_name AS name,
    CASE WHEN g.voice_id <> g.approved_by THEN v.display_name END AS for_name
FROM approval_stages s
JOIN stage_approvals g ON g.stage_id = s.id
JOIN users u ON u.id = g.approved_by
JOIN users v ON v.id = g.voice_id
WHERE s.request_id = $1
ORDER BY s.position, g.approved_at, g.voice_id
