-- Approvals: alternates who are asked after some days, questions to the requestor, and deputies.

-- When to ask the alternates as well; NULL: never, or done.
ALTER TABLE approval_stages ADD COLUMN escalate_at INTEGER;
CREATE INDEX approval_stages_escalate ON approval_stages (escalate_at) WHERE status = 'InProgress' AND escalate_at IS NOT NULL;

-- Asked because nobody had decided for some days.
ALTER TABLE stage_approvers ADD COLUMN alternate INTEGER NOT NULL DEFAULT false;

-- While a request is back with its requestor the clock stands still: milliseconds left to decide, and until alternates
-- are asked; due_at and escalate_at are NULL then.
ALTER TABLE approval_stages ADD COLUMN time_left INTEGER;
ALTER TABLE approval_stages ADD COLUMN escalation_left INTEGER;
CREATE INDEX approval_stages_sent_back ON approval_stages (opened_at, id) WHERE time_left IS NOT NULL;

-- Whom an entry is about beside whoever acts: to whom a request was handed.
ALTER TABLE request_events ADD COLUMN about_id BLOB REFERENCES users (id);

-- Who decides for whom, and from when until when.
CREATE TABLE deputies (
    id BLOB PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    deputy_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    CHECK (person_id <> deputy_id AND starts_at < ends_at)
) STRICT;
CREATE INDEX deputies_by_person ON deputies (person_id, ends_at);
CREATE INDEX deputies_by_deputy ON deputies (deputy_id, ends_at);

-- Asked as a deputy: for whom, and until when.
ALTER TABLE stage_approvers ADD COLUMN behalf_of BLOB REFERENCES users (id);
ALTER TABLE stage_approvers ADD COLUMN until INTEGER;
CREATE INDEX stage_approvers_until ON stage_approvers (until) WHERE open AND until IS NOT NULL;

-- For whom a deputy decided.
ALTER TABLE approval_stages ADD COLUMN decided_for BLOB REFERENCES users (id);

-- Nobody was asked: the person had approved an earlier stage already.
ALTER TABLE approval_stages ADD COLUMN automatic INTEGER NOT NULL DEFAULT false;
