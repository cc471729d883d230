-- Live access whose end has come by $1.
SELECT COUNT(*) FROM assignments WHERE state <> 'expired' AND ends_at <= $1
