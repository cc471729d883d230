-- What needs a group: $1 its id, $2 the pattern of its id in documents.
SELECT
    (SELECT COUNT(*) FROM catalog_resources WHERE object_id = $1) AS catalogs,
    (SELECT COUNT(*) FROM role_assignments WHERE principal_kind = 'group' AND principal_id = $1)
        + (SELECT COUNT(*) FROM organization_sponsors WHERE principal_kind = 'group' AND principal_id = $1) AS roles,
    (SELECT COUNT(*) FROM incompatible_groups WHERE group_id = $1)
        + (SELECT COUNT(*) FROM policies WHERE deleted_at IS NULL AND settings LIKE $2) AS policies,
    (SELECT COUNT(*) FROM stage_approvers WHERE principal_kind = 'group' AND principal_id = $1)
        + (SELECT COUNT(*) FROM deliveries d JOIN directory_roles r ON r.id = d.role_id WHERE r.object_id = $1) AS history
