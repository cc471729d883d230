-- What resources of other catalogs than $1 require of people.
SELECT c.attributes FROM catalog_resources c WHERE c.catalog_id <> $1 AND c.attributes <> '[]'
