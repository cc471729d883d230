-- What a person has of a package. $1 person, $2 package.
SELECT id FROM assignments WHERE package_id = $2 AND subject_id = $1 AND state <> 'expired'
