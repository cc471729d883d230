UPDATE role_assignments SET created_at = created_at WHERE catalog_id IS NULL AND role = 'identityGovernanceAdministrator'
