SELECT 'request ' || hex(id) AS what FROM requests WHERE state = 'submitted'
