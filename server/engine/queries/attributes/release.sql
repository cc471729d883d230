DELETE FROM attribute_holds WHERE assignment_id = $1 AND object_id = $2 AND attribute = $3
