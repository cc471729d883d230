-- Somebody is noted as outside of the scope of their policy without a day on which the access ends, or with one and
-- without ever having been in the scope.
SELECT 'assignment ' || hex(id) || ' is outside since ' || COALESCE(scope_lost_at, 'never') || ' and ends ' || COALESCE(scope_ends_at, 'never') AS what
FROM assignments
WHERE (scope_lost_at IS NULL) <> (scope_ends_at IS NULL)
    OR scope_lost_at > $1 OR scope_ends_at <= scope_lost_at
    OR (scope_lost_at IS NOT NULL AND NOT was_in_scope)
