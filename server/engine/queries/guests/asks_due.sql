-- Sponsors to tell, but not while guests are being looked at: one mail names them all.
SELECT sponsor_id FROM sponsor_asks
WHERE asked_at <= $1 AND NOT EXISTS (SELECT 1 FROM guest_rounds r WHERE r.after_id IS NOT NULL OR r.again)
ORDER BY asked_at LIMIT $2
