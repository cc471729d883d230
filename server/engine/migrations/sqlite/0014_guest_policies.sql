-- Rules for guests (ORG-11), and the guests that somebody sponsors (UI-07).

-- When somebody from outside last signed in. Of the time before, only what left a trace is known.
ALTER TABLE users ADD COLUMN signed_in_at INTEGER;
UPDATE users
SET signed_in_at = (
    SELECT MAX(trace.at) FROM (
        SELECT s.last_seen_at AS at FROM sessions s WHERE s.user_id = users.id
        UNION ALL
        SELECT r.created_at FROM requests r WHERE r.subject_id = users.id AND r.requestor_id = users.id
    ) trace
)
WHERE kind <> 'member';
CREATE INDEX users_guests ON users (id) WHERE kind = 'guest';

-- The guests of a sponsor in an order in which they can be listed.
DROP INDEX user_sponsors_by_sponsor;
CREATE INDEX user_sponsors_by_sponsor ON user_sponsors (sponsor_id, user_id);

CREATE TABLE guest_policies (
    id BLOB PRIMARY KEY,
    -- The first that is for a guest decides. Two may share one for a moment; then the id decides.
    position INTEGER NOT NULL,
    display_name TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    -- shared::policy::GuestRules as JSON.
    rules TEXT NOT NULL,
    -- Since when sponsors have to confirm; NULL: they do not.
    confirms_since INTEGER,
    created_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    -- Can be restored for a while.
    deleted_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- What is known of a guest beside the account; no row: nothing.
CREATE TABLE guest_watches (
    user_id BLOB PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    -- The policy that decided when the guest was last looked at, and when a sponsor has to confirm by it.
    policy_id BLOB REFERENCES guest_policies (id),
    confirm_at INTEGER,
    -- How often sponsors were told of that: 1 ahead, 2 on the day.
    told INTEGER NOT NULL DEFAULT 0,
    confirmed_at INTEGER,
    confirmed_by BLOB REFERENCES users (id),
    remark TEXT NOT NULL DEFAULT '',
    -- An administrator let the guest in again: everything counts from there.
    counts_from INTEGER
) STRICT;

-- What was started about a guest, until it is called off or over.
CREATE TABLE guest_plans (
    user_id BLOB PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    policy_id BLOB NOT NULL REFERENCES guest_policies (id),
    because TEXT NOT NULL CHECK (because IN ('unconfirmed', 'idle', 'noAccess', 'fewSponsors', 'neverUsed', 'letGo')),
    -- What was told: shared::policy::GuestEffect as JSON.
    effect TEXT NOT NULL,
    noticed_at INTEGER NOT NULL,
    acts_at INTEGER NOT NULL,
    -- The account is disabled and waits for its removal.
    acted INTEGER NOT NULL DEFAULT false,
    remove_at INTEGER,
    -- When it is looked at by itself: for a mail, to act, to remove.
    due_at INTEGER NOT NULL
) STRICT;
CREATE INDEX guest_plans_due ON guest_plans (due_at);

-- Sponsors who are to be told of their guests once all guests were looked at.
CREATE TABLE sponsor_asks (
    sponsor_id BLOB PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    asked_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sponsor_asks_by_time ON sponsor_asks (asked_at);

-- How far looking at all guests has come: one row.
CREATE TABLE guest_rounds (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    -- When the next begins; NULL: no policy says so.
    look_at INTEGER,
    -- The last guest looked at; NULL: not begun.
    after_id BLOB,
    -- Something changed meanwhile: once more after this.
    again INTEGER NOT NULL DEFAULT false
) STRICT;
INSERT INTO guest_rounds (one) VALUES (1);
