SELECT id, position, display_name, enabled, rules, confirms_since, deleted_at, version FROM guest_policies WHERE id = $1
