SELECT display_name, given_name, surname, user_name, mail, job_title, department FROM users WHERE id = $1
