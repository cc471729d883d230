-- A digest that is planned already stays as it is; touching it makes whoever writes it now wait, and see what was added.
INSERT INTO digests (user_id, due_at) VALUES $rows
ON CONFLICT (user_id) DO UPDATE SET due_at = digests.due_at
