-- What was counted since a week, of the packages in the catalogs of the list or of all. $1 week; $2 everywhere.
SELECT w.week, w.package_id, w.asked, w.granted, w.denied, w.unanswered, w.canceled, w.failed, w.to_access, w.stages
FROM package_weeks w
JOIN access_packages p ON p.id = w.package_id
WHERE w.week >= $1 AND ($2 OR p.catalog_id IN ($list))
