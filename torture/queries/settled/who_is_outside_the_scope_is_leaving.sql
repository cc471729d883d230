-- Somebody has left the scope of a policy that ends their access for it, and nothing is noted; or something is noted
-- although the policy lets everybody keep it.
WITH RECURSIVE mine (user_id, id) AS (
    SELECT holder.user_id, role.object_id
    FROM role_holders holder
    JOIN directory_roles role ON role.id = holder.role_id AND role.kind = 'member'
    UNION
    SELECT mine.user_id, nesting.parent_id
    FROM group_nesting nesting
    JOIN mine ON mine.id = nesting.child_id
)
SELECT 'assignment ' || hex(a.id) || ' of ' || u.display_name || ', noted: ' || COALESCE(a.scope_ends_at, 'nothing') AS what
FROM assignments a
JOIN users u ON u.id = a.subject_id
JOIN policies y ON y.id = a.policy_id
LEFT JOIN connected_organizations o ON o.id = u.organization_id
WHERE a.state <> 'expired'
    AND CASE WHEN json_extract(y.settings, '$.scopeLoss.kind') = 'endAfterDays' AND y.scope <> 'notSpecified'
        THEN a.scope_ends_at IS NULL AND a.was_in_scope AND (NOT u.enabled OR CASE y.scope
            WHEN 'allMemberUsers' THEN u.kind <> 'member'
            WHEN 'allDirectoryUsers' THEN u.kind = 'visitor'
            WHEN 'specificDirectoryUsers' THEN u.kind = 'visitor' OR NOT EXISTS (
                SELECT 1 FROM policy_targets t
                WHERE t.policy_id = y.id
                    AND (t.target_id = u.id OR t.target_id IN (SELECT m.id FROM mine m WHERE m.user_id = u.id))
            )
            WHEN 'specificConnectedOrganizationUsers' THEN u.kind = 'member' OR NOT EXISTS (
                SELECT 1 FROM policy_targets t WHERE t.policy_id = y.id AND t.target_id = u.organization_id
            )
            WHEN 'allConfiguredConnectedOrganizationUsers' THEN u.kind = 'member' OR COALESCE(o.state, '') <> 'configured'
            WHEN 'allExternalUsers' THEN u.kind = 'member'
        END)
        ELSE a.scope_ends_at IS NOT NULL
    END
