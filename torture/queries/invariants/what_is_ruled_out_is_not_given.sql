-- Access that was given while the person had other access which ruled it out already.
SELECT 'assignment ' || hex(a.id) || ' beside ' || hex(h.id) AS what
FROM incompatible_packages i
JOIN assignments a ON a.package_id = i.package_id
JOIN assignments h ON h.package_id = i.other_id AND h.subject_id = a.subject_id
WHERE i.added_at < a.created_at
    AND h.created_at < a.created_at
    AND (h.ended_at IS NULL OR h.ended_at > a.created_at)
