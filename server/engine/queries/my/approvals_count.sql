-- How many stages wait for the person, counted to one above what pages show. $1 person; the list
-- holds the person and their groups.
SELECT COUNT(*) AS number
FROM (
    SELECT 1 AS one
    FROM approval_stages s
    JOIN requests r ON r.id = s.request_id
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
    LIMIT 1001
) counted
