-- Nobody is asked in the stages after one that asks again.
DELETE FROM stage_approvers
WHERE stage_id IN (SELECT s.id FROM approval_stages s WHERE s.request_id = $1 AND s.position > $2)
