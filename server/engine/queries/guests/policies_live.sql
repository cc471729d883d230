-- Policies in force, in their order.
SELECT id, display_name, rules, confirms_since FROM guest_policies
WHERE enabled AND deleted_at IS NULL
ORDER BY position, id
