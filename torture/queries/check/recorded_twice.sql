-- What can happen once to a thing is recorded once.
SELECT COUNT(*) FROM (
    SELECT 1 AS one
    FROM audit_records
    WHERE action IN ('request.submit', 'assignment.create', 'assignment.end', 'request.timeOut')
    GROUP BY target_id, action
    HAVING COUNT(*) > 1
) twice
