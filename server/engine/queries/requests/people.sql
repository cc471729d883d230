-- Who asked, and whom requests are for.
SELECT id, display_name AS name, mail, user_name, lifecycle FROM users WHERE id IN ($list)
