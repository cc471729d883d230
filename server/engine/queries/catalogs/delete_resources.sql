DELETE FROM catalog_resources WHERE catalog_id = $1
