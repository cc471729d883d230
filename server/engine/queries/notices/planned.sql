-- What these notices tell of a guest still holds: when it happens. Nothing where it was called off, or has happened.
SELECT o.id, p.acts_at
FROM outbox o
JOIN guest_plans p ON p.user_id = o.about_id AND p.acted = false
WHERE o.id IN ($list)
