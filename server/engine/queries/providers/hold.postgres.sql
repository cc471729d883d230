-- Only here: writers run side by side. Sign-ins at one provider do not wait for each other, but whoever changes it waits
-- for those that have begun, and sees them.
SELECT id FROM identity_providers WHERE id = $1 FOR SHARE
