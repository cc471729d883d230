-- What becomes of access whose holder leaves the scope of its policy (BYD-08).

-- Was the holder in the scope when they got the access, or since? Who never was has nothing to lose.
ALTER TABLE assignments ADD COLUMN was_in_scope INTEGER NOT NULL DEFAULT true;
-- Since when they are known to be outside, and when the access ends for that reason; both or none.
ALTER TABLE assignments ADD COLUMN scope_lost_at INTEGER;
ALTER TABLE assignments ADD COLUMN scope_ends_at INTEGER;
UPDATE assignments SET was_in_scope = false
WHERE policy_id IN (SELECT y.id FROM policies y WHERE y.scope = 'notSpecified');
CREATE INDEX assignments_leaving ON assignments (scope_ends_at) WHERE state <> 'expired' AND scope_ends_at IS NOT NULL;

-- Those who hold access through a policy, in an order in which they can be gone through.
DROP INDEX assignments_by_policy;
CREATE INDEX assignments_by_policy ON assignments (policy_id, id) WHERE state <> 'expired';

-- Policies that do not let everybody keep access who leaves: when their holders are looked at next.
CREATE TABLE scope_watches (
    policy_id BLOB PRIMARY KEY REFERENCES policies (id) ON DELETE CASCADE,
    look_at INTEGER NOT NULL,
    -- While they are looked at: the assignment that was the last so far; all zeros at the beginning.
    after_id BLOB,
    -- Something changed meanwhile: once more from the beginning.
    again INTEGER NOT NULL DEFAULT false
) STRICT;
CREATE INDEX scope_watches_due ON scope_watches (look_at);

-- People about whom something changed, until their access was looked at.
CREATE TABLE scope_looks (
    user_id BLOB PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    asked_at INTEGER NOT NULL
) STRICT;
CREATE INDEX scope_looks_by_time ON scope_looks (asked_at);
