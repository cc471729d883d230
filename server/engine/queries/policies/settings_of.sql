-- What policies say.
SELECT id, version, settings
FROM policies
WHERE id IN ($list)
