SELECT 'person ' || hex(subject_id) || ' in package ' || hex(package_id) AS what
FROM assignments
WHERE state <> 'expired'
GROUP BY package_id, subject_id
HAVING COUNT(*) > 1
