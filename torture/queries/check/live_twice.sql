SELECT COUNT(*) FROM (
    SELECT 1 AS one FROM assignments WHERE state <> 'expired' GROUP BY package_id, subject_id HAVING COUNT(*) > 1
) twice
