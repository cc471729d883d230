SELECT id, display_name, version FROM guest_policies WHERE deleted_at IS NULL ORDER BY id
