UPDATE role_assignments SET created_at = created_at WHERE role = 'identityGovernanceAdministrator'
