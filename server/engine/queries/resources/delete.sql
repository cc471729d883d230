DELETE FROM catalog_resources WHERE id = $1
