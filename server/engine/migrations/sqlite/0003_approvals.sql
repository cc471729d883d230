-- Approvals: alternates who are asked after some days, and questions to the requestor.

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
