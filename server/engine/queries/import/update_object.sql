UPDATE directory_objects
SET display_name = $2, description = $3, group_kind = $4, mastery = $5, mail = $6, url = $7, external_id = $8,
    search_text = $9, modified_at = $10, version = version + 1
WHERE id = $1
