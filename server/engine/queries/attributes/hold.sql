INSERT INTO attribute_holds (assignment_id, object_id, attribute, user_id) VALUES $rows ON CONFLICT DO NOTHING
