-- People by mail address or user name. Visitors without an account can be among them: the policy judges.
SELECT id, display_name, lower(mail) AS mail, user_name
FROM users
WHERE user_name IN ($list) OR mail IN ($list)
ORDER BY created_at, id
