-- Approvals: alternates who are asked after some days.

-- When to ask the alternates as well; NULL: never, or done.
ALTER TABLE approval_stages ADD COLUMN escalate_at BIGINT;
CREATE INDEX approval_stages_escalate ON approval_stages (escalate_at) WHERE status = 'InProgress' AND escalate_at IS NOT NULL;

-- Asked because nobody had decided for some days.
ALTER TABLE stage_approvers ADD COLUMN alternate BOOLEAN NOT NULL DEFAULT false;
