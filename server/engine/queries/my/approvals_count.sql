-- How many stages wait for the person, counted to one above what pages show. $1 person; the list
-- holds the person and their groups. As approvals_pending, notes say all there is to know.
SELECT COUNT(*) AS number
FROM (
    SELECT DISTINCT sa.stage_id
    FROM stage_approvers sa
    WHERE sa.open AND sa.principal_id IN ($list)
        AND sa.subject_id <> $1 AND (sa.requestor_id IS NULL OR sa.requestor_id <> $1)
        -- Where several have to approve: neither who has, nor whose place is filled (BYD-14).
        AND NOT EXISTS (
            SELECT 1 FROM stage_approvals g
            WHERE g.stage_id = sa.stage_id
                AND ($1 IN (g.approved_by, g.voice_id) OR g.voice_id = sa.behalf_of OR g.place_id IN (sa.principal_id, sa.place_id))
        )
    LIMIT 1001
) counted
