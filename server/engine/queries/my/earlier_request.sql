-- The words of the person's earlier request for the package. $1 request, $2 person, $3 package.
SELECT policy_id, justification, answers, asked_start, asked_end
FROM requests
WHERE id = $1 AND subject_id = $2 AND package_id = $3 AND request_type IN ('userAdd', 'onBehalfAdd')
