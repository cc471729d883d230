SELECT manager.id
FROM users person
JOIN users manager ON manager.id = person.manager_id
WHERE person.id = $1 AND manager.enabled
