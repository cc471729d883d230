-- Indexes for what would otherwise be read from end to end.

-- People from outside by the domain of their mail address, and by the organization it makes them belong to.
ALTER TABLE users ADD COLUMN mail_domain TEXT
    GENERATED ALWAYS AS (lower(substring(mail FROM '[^@]*$'))) STORED;
CREATE INDEX users_by_mail_domain ON users (mail_domain) WHERE kind <> 'member';
CREATE INDEX users_by_organization ON users (organization_id, display_name, id) WHERE organization_id IS NOT NULL;

-- Objects of every kind by name, for pickers.
CREATE INDEX directory_objects_by_display_name ON directory_objects (display_name, id);

-- The role comes first, so that those who hold a role through packages are found by it alone.
CREATE INDEX deliveries_by_role ON deliveries (role_id, subject_id, state);
DROP INDEX deliveries_sources;

-- With the state in it, SQLite prefers this index to the one of all requests in a state.
DROP INDEX requests_scheduled;
CREATE INDEX requests_scheduled ON requests (state, asked_start) WHERE state = 'scheduled';

-- For clearing away what has run out.
CREATE INDEX sessions_by_last_seen ON sessions (last_seen_at);
CREATE INDEX passcodes_by_expiry ON passcodes (expires_at);
CREATE INDEX throttles_by_time ON throttles (last_failure_at);

-- With the id, so that lists of what failed go on where a page ended.
DROP INDEX outbox_dead;
CREATE INDEX outbox_dead ON outbox (created_at, id) WHERE due_at IS NULL AND done_at IS NULL;
DROP INDEX deliveries_failed;
CREATE INDEX deliveries_failed ON deliveries (changed_at, id) WHERE state = 'failed';
