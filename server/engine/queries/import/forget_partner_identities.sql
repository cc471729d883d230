-- Somebody became a member: providers of partners do not know them any more.
DELETE FROM user_identities WHERE user_id = $1 AND provider_id IN (SELECT id FROM identity_providers WHERE people = 'partners')
