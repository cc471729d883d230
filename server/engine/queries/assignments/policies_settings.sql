SELECT id, settings FROM policies WHERE id IN ($list)
