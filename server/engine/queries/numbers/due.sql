-- The last week that was counted, and the first request there is.
SELECT (SELECT MAX(week) FROM counted_weeks) AS counted, (SELECT MIN(created_at) FROM requests) AS first
