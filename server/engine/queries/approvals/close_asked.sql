-- Nobody is asked any more in the stages of a request that do not wait.
UPDATE stage_approvers SET open = FALSE
WHERE open AND stage_id IN (SELECT id FROM approval_stages WHERE request_id = $1 AND status <> 'InProgress')
