INSERT INTO scim_attributes (resource_id, attributes) VALUES ($1, $2)
ON CONFLICT (resource_id) DO UPDATE SET attributes = excluded.attributes
