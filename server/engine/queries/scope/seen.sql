UPDATE assignments SET was_in_scope = true WHERE id IN ($list) AND was_in_scope = false
