-- Access that outlived the retirement of its package, because it was given in the same moment. $1 now;
-- $2 how many.
SELECT a.subject_id, a.id
FROM access_packages p
JOIN assignments a ON a.package_id = p.id
WHERE p.retires_at <= $1 AND p.retires_at IS NOT NULL AND p.archived_at IS NULL AND a.state <> 'expired'
LIMIT $2
