-- Rules for guests (ORG-11), and the guests that somebody sponsors (UI-07).

-- When somebody from outside last signed in. Of the time before, only what left a trace is known.
ALTER TABLE users ADD COLUMN signed_in_at BIGINT;
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
    id UUID PRIMARY KEY,
    -- The first that is for a guest decides. Two may share one for a moment; then the id decides.
    position BIGINT NOT NULL,
    display_name TEXT NOT NULL,
    enabled BOOLEAN NOT NULL,
    -- shared::policy::GuestRules as JSON.
    rules TEXT NOT NULL,
    -- Since when sponsors have to confirm; NULL: they do not.
    confirms_since BIGINT,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    -- Can be restored for a while.
    deleted_at BIGINT,
    version BIGINT NOT NULL DEFAULT 1
);

-- What is known of a guest beside the account; no row: nothing.
CREATE TABLE guest_watches (
    user_id UUID PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    -- The policy that decided when the guest was last looked at, and when a sponsor has to confirm by it.
    policy_id UUID REFERENCES guest_policies (id),
    confirm_at BIGINT,
    -- How often sponsors were told of that: 1 ahead, 2 on the day.
    told BIGINT NOT NULL DEFAULT 0,
    confirmed_at BIGINT,
    confirmed_by UUID REFERENCES users (id),
    remark TEXT NOT NULL DEFAULT '',
    -- An administrator let the guest in again: everything counts from there.
    counts_from BIGINT
);

-- What was started about a guest, until it is called off or over.
CREATE TABLE guest_plans (
    user_id UUID PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    policy_id UUID NOT NULL REFERENCES guest_policies (id),
    because TEXT NOT NULL CHECK (because IN ('unconfirmed', 'idle', 'noAccess', 'fewSponsors', 'neverUsed', 'letGo')),
    -- What was told: shared::policy::GuestEffect as JSON.
    effect TEXT NOT NULL,
    noticed_at BIGINT NOT NULL,
    acts_at BIGINT NOT NULL,
    -- The account is disabled and waits for its removal.
    acted BOOLEAN NOT NULL DEFAULT FALSE,
    remove_at BIGINT,
    -- When it is looked at by itself: for a mail, to act, to remove.
    due_at BIGINT NOT NULL
);
CREATE INDEX guest_plans_due ON guest_plans (due_at);

-- Sponsors who are to be told of their guests once all guests were looked at.
CREATE TABLE sponsor_asks (
    sponsor_id UUID PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    asked_at BIGINT NOT NULL
);
CREATE INDEX sponsor_asks_by_time ON sponsor_asks (asked_at);

-- How far looking at all guests has come: one row.
CREATE TABLE guest_rounds (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    -- When the next begins; NULL: no policy says so.
    look_at BIGINT,
    -- The last guest looked at; NULL: not begun.
    after_id UUID,
    -- Something changed meanwhile: once more after this.
    again BOOLEAN NOT NULL DEFAULT FALSE
);
INSERT INTO guest_rounds (one) VALUES (1);
