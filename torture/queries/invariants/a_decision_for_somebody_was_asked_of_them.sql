-- A deputy decides only for somebody else, in a stage that asked the deputy for them.
SELECT 'stage ' || hex(s.id) AS what
FROM approval_stages s
WHERE s.decided_for IS NOT NULL AND (
        s.decided_for = s.decided_by
        OR NOT EXISTS (
            SELECT 1 FROM stage_approvers a
            WHERE a.stage_id = s.id AND a.principal_id = s.decided_by AND a.behalf_of = s.decided_for
        )
    )
