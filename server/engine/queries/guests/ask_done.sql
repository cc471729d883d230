DELETE FROM sponsor_asks WHERE sponsor_id = $1
