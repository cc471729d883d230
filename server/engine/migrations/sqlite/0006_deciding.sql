-- Approvals: several people in one stage, and less than was asked for.

-- Approvals of stages that need several (BYD-14); the last of them completes the stage. Nobody counts twice: neither by
-- themselves nor as a voice that a deputy gave.
CREATE TABLE stage_approvals (
    stage_id BLOB NOT NULL REFERENCES approval_stages (id) ON DELETE CASCADE,
    -- Whose voice it is: whom a deputy decided for, otherwise who approved.
    voice_id BLOB NOT NULL REFERENCES users (id),
    approved_by BLOB NOT NULL REFERENCES users (id),
    -- The person or group whose place it fills, where one from each is needed.
    place_id BLOB,
    approved_at INTEGER NOT NULL,
    justification TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (stage_id, approved_by),
    UNIQUE (stage_id, voice_id)
) STRICT;
CREATE INDEX stage_approvals_by_person ON stage_approvals (approved_by, approved_at);

-- Asked instead of a member of this group, which is asked as well.
ALTER TABLE stage_approvers ADD COLUMN place_id BLOB;

-- What approvers took from a request, as a document; empty: nothing (BYD-13).
ALTER TABLE requests ADD COLUMN less TEXT NOT NULL DEFAULT '';

-- Roles that an assignment never gives because approvers left them out, whether or not the package has them at present.
CREATE TABLE left_out_roles (
    assignment_id BLOB NOT NULL REFERENCES assignments (id) ON DELETE CASCADE,
    role_id BLOB NOT NULL,
    PRIMARY KEY (assignment_id, role_id)
) STRICT;
