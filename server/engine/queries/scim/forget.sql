DELETE FROM scim_attributes WHERE resource_id = $1
