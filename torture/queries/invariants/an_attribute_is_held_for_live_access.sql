SELECT 'attribute ' || h.attribute || ' of ' || hex(h.user_id) AS what
FROM attribute_holds h
JOIN assignments a ON a.id = h.assignment_id
WHERE a.state = 'expired'
UNION ALL
SELECT 'written attribute ' || w.attribute || ' of ' || hex(w.user_id)
FROM written_attributes w
WHERE NOT EXISTS (SELECT 1 FROM attribute_holds h WHERE h.user_id = w.user_id AND h.attribute = w.attribute)
