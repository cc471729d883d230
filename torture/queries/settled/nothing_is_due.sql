SELECT 'end of assignment ' || hex(id) AS what FROM assignments WHERE state <> 'expired' AND ends_at <= $1
UNION ALL
SELECT 'end outside the scope of assignment ' || hex(id) FROM assignments WHERE state <> 'expired' AND scope_ends_at <= $1
UNION ALL
SELECT 'look at the scope of policy ' || hex(policy_id) FROM scope_watches WHERE look_at <= $1
UNION ALL
SELECT 'look at the scopes of person ' || hex(user_id) FROM scope_looks WHERE asked_at <= $1
UNION ALL
SELECT 'notice of assignment ' || hex(id) FROM assignments WHERE state <> 'expired' AND notice_at <= $1
UNION ALL
SELECT 'deadline of stage ' || hex(id) FROM approval_stages WHERE status = 'InProgress' AND due_at <= $1
UNION ALL
SELECT 'reminder of stage ' || hex(id) FROM approval_stages WHERE status = 'InProgress' AND remind_at <= $1
UNION ALL
SELECT 'alternates of stage ' || hex(id) FROM approval_stages WHERE status = 'InProgress' AND escalate_at <= $1
UNION ALL
SELECT 'end of the deputy ' || hex(principal_id) FROM stage_approvers WHERE open AND until <= $1
UNION ALL
SELECT 'start of request ' || hex(id) FROM requests WHERE state = 'scheduled' AND asked_start <= $1
UNION ALL
SELECT 'delivery ' || hex(id) FROM deliveries WHERE next_try_at <= $1
UNION ALL
SELECT 'mail ' || hex(id) FROM outbox WHERE due_at <= $1 AND leased_until <= $1
UNION ALL
SELECT 'digest of ' || hex(user_id) FROM digests WHERE due_at <= $1
UNION ALL
SELECT 'archiving package ' || hex(id) FROM access_packages
WHERE retires_at <= $1 AND archived_at IS NULL AND deleted_at IS NULL
UNION ALL
SELECT 'request of retiring package ' || hex(r.id)
FROM access_packages p
JOIN requests r ON r.package_id = p.id AND r.request_type IN ('userAdd', 'adminAdd', 'systemAdd', 'onBehalfAdd')
    AND r.state IN ('submitted', 'pendingApproval', 'scheduled')
WHERE p.retires_at IS NOT NULL
UNION ALL
SELECT 'guest ' || hex(u.id)
FROM users u
WHERE (u.idle_since <= $1 OR u.remove_at <= $1) AND u.kind = 'guest'
    AND NOT EXISTS (
        SELECT 1 FROM requests r
        WHERE r.subject_id = u.id AND r.state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
            AND r.request_type IN ('userAdd', 'userExtend', 'adminAdd', 'adminUpdate', 'systemAdd', 'onBehalfAdd')
    )
    AND NOT EXISTS (SELECT 1 FROM role_assignments h WHERE h.principal_id = u.id)
    AND NOT EXISTS (
        WITH RECURSIVE role_groups (id) AS (
            SELECT principal_id FROM role_assignments WHERE principal_kind = 'group'
            UNION
            SELECT nesting.child_id FROM group_nesting nesting JOIN role_groups ON role_groups.id = nesting.parent_id
        )
        SELECT 1 FROM role_holders h
        JOIN directory_roles d ON d.id = h.role_id AND d.kind = 'member'
        WHERE h.user_id = u.id AND d.object_id IN (SELECT id FROM role_groups)
    )
UNION ALL
SELECT 'reminder of guest ' || hex(id) FROM users WHERE remind_at <= $1 AND kind = 'guest'
UNION ALL
SELECT 'look at guests' FROM guest_rounds WHERE look_at <= $1
UNION ALL
SELECT 'plan of guest ' || hex(user_id) FROM guest_plans WHERE due_at <= $1
UNION ALL
SELECT 'mail to sponsor ' || hex(sponsor_id) FROM sponsor_asks WHERE asked_at <= $1
