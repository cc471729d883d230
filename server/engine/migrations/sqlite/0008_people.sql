-- Attributes of people that resources require (CAT-16): Vec<shared::policy::Question> as JSON, and a
-- count of changes, so that two owners do not overwrite each other.
ALTER TABLE catalog_resources ADD COLUMN attributes TEXT NOT NULL DEFAULT '[]';
ALTER TABLE catalog_resources ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- Attributes that the profile has no column for.
CREATE TABLE user_attributes (
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    attribute TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (user_id, attribute)
) STRICT;

-- Values that access wrote to people, with what was there before (CAT-18, BYD-06).
CREATE TABLE written_attributes (
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    attribute TEXT NOT NULL,
    previous TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (user_id, attribute)
) STRICT;

-- For which resource of which access an attribute is held; with the last such row the value goes (BYD-07).
CREATE TABLE attribute_holds (
    assignment_id BLOB NOT NULL REFERENCES assignments (id) ON DELETE CASCADE,
    object_id BLOB NOT NULL REFERENCES directory_objects (id) ON DELETE CASCADE,
    attribute TEXT NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (assignment_id, object_id, attribute)
) STRICT;
CREATE INDEX attribute_holds_by_user ON attribute_holds (user_id, attribute);

-- Guests: whether the portal looks after the account (ASG-09), since when nothing is left of their access
-- until somebody has looked at it, when the account is removed and its owner reminded (ORG-09), since when
-- it is blocked for that reason (ORG-08), and when it was removed.
ALTER TABLE users ADD COLUMN lifecycle TEXT NOT NULL DEFAULT 'notDefined'
    CHECK (lifecycle IN ('notDefined', 'notGoverned', 'governed'));
ALTER TABLE users ADD COLUMN idle_since INTEGER;
ALTER TABLE users ADD COLUMN remove_at INTEGER;
ALTER TABLE users ADD COLUMN remind_at INTEGER;
ALTER TABLE users ADD COLUMN blocked_at INTEGER;
ALTER TABLE users ADD COLUMN removed_at INTEGER;
CREATE INDEX users_idle ON users (idle_since) WHERE idle_since IS NOT NULL;
CREATE INDEX users_to_remove ON users (remove_at) WHERE remove_at IS NOT NULL;
CREATE INDEX users_to_remind ON users (remind_at) WHERE remind_at IS NOT NULL;
