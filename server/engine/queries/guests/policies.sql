-- All policies in their order, and those deleted since $1.
SELECT id, position, display_name, enabled, rules, confirms_since, deleted_at, version FROM guest_policies
WHERE deleted_at IS NULL OR deleted_at > $1
ORDER BY position, id
