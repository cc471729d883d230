-- Who gave roles, as the audit log says.
SELECT target_id, actor_name
FROM audit_records
WHERE target_id IN ($list) AND target_kind = 'role' AND action = 'role.add'
