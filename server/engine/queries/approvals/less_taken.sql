-- What each approval of a request that still counts has taken.
SELECT s.less FROM approval_stages s WHERE s.request_id = $1 AND s.less <> ''
UNION ALL
SELECT g.less FROM approval_stages s JOIN stage_approvals g ON g.stage_id = s.id WHERE s.request_id = $1 AND g.less <> ''
