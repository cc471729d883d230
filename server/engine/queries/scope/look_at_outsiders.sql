-- The holders of policies for people from outside are looked at now.
UPDATE scope_watches
SET look_at = CASE WHEN look_at < $1 THEN look_at ELSE $1 END, again = after_id IS NOT NULL
WHERE policy_id IN (
    SELECT y.id FROM policies y
    WHERE y.scope IN ('specificConnectedOrganizationUsers', 'allConfiguredConnectedOrganizationUsers', 'allExternalUsers')
)
