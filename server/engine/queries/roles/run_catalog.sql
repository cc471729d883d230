-- Who runs the packages of a catalog.
SELECT DISTINCT principal_kind, principal_id
FROM role_assignments
WHERE catalog_id = $1 AND role IN ('catalogOwner', 'accessPackageManager', 'accessPackageAssignmentManager')
ORDER BY principal_kind, principal_id
