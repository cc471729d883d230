SELECT catalog_id, id FROM catalog_resources ORDER BY id
