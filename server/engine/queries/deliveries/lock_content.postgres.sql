-- Only here: writers run side by side, and the lock keeps the content of a package until its new holder is there.
SELECT id FROM access_packages WHERE id = $1 FOR SHARE
