SELECT 'record ' || l.seq AS what
FROM audit_records l
LEFT JOIN audit_records e ON e.seq = l.seq - 1
WHERE l.previous_hash IS NOT COALESCE(e.hash, '') OR (e.seq IS NULL) <> (l.seq = 1)
UNION ALL
SELECT 'the end at ' || h.seq
FROM audit_head h
WHERE h.seq <> (SELECT COUNT(*) FROM audit_records)
    OR h.hash <> COALESCE((SELECT l.hash FROM audit_records l WHERE l.seq = h.seq), '')
