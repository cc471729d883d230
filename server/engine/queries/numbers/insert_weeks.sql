INSERT INTO package_weeks (week, package_id, asked, granted, denied, unanswered, canceled, failed, to_access, stages)
VALUES $rows
