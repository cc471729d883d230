UPDATE users SET lifecycle = 'governed', version = version + 1 WHERE id = $1 AND kind = 'guest' AND lifecycle <> 'governed'
