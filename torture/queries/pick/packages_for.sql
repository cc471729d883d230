-- Roughly: packages somebody could ask for and does not have.
SELECT DISTINCT p.id, p.display_name
FROM access_packages p
JOIN catalogs c ON c.id = p.catalog_id
JOIN policies o ON o.package_id = p.id
JOIN users u ON u.id = $1
WHERE p.deleted_at IS NULL AND o.deleted_at IS NULL AND o.enabled AND c.state = 'published'
    AND (u.kind = 'member' OR c.externally_visible)
    AND NOT EXISTS (SELECT 1 FROM assignments a WHERE a.package_id = p.id AND a.subject_id = u.id AND a.state <> 'expired')
    AND CASE o.scope
        WHEN 'allMemberUsers' THEN u.kind = 'member'
        WHEN 'allDirectoryUsers' THEN u.kind <> 'visitor'
        WHEN 'specificDirectoryUsers' THEN EXISTS (SELECT 1 FROM policy_targets t WHERE t.policy_id = o.id AND t.target_id = u.id)
        WHEN 'notSpecified' THEN FALSE
        ELSE u.kind <> 'member'
    END
ORDER BY p.id
