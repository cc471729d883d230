-- Extensions, and requests of managers for their people.

-- Requests of further kinds: the end of access is moved (userExtend, adminUpdate), a manager asks for somebody
-- (onBehalfAdd). SQLite cannot change a check in place, so the column is made anew, in both databases alike.
DROP INDEX requests_one_open;
ALTER TABLE requests ADD COLUMN new_type TEXT NOT NULL DEFAULT 'userAdd' CHECK (new_type IN ('userAdd', 'userExtend', 'userRemove', 'adminAdd', 'adminUpdate', 'adminRemove', 'systemAdd', 'systemRemove', 'onBehalfAdd'));
UPDATE requests SET new_type = request_type;
ALTER TABLE requests DROP COLUMN request_type;
ALTER TABLE requests RENAME COLUMN new_type TO request_type;

-- One open request to get access or to keep it per person and package.
CREATE UNIQUE INDEX requests_one_open ON requests (package_id, subject_id)
    WHERE state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
        AND request_type IN ('userAdd', 'userExtend', 'adminAdd', 'adminUpdate', 'systemAdd', 'onBehalfAdd');

-- The people somebody manages, by name.
DROP INDEX users_by_manager;
CREATE INDEX users_by_manager ON users (manager_id, display_name, id);

-- Approvals: several people in one stage, and less than was asked for.

-- Approvals of stages that need several (BYD-14); the last of them completes the stage. Nobody counts twice: neither by
-- themselves nor as a voice that a deputy gave.
CREATE TABLE stage_approvals (
    stage_id UUID NOT NULL REFERENCES approval_stages (id) ON DELETE CASCADE,
    -- Whose voice it is: whom a deputy decided for, otherwise who approved.
    voice_id UUID NOT NULL REFERENCES users (id),
    approved_by UUID NOT NULL REFERENCES users (id),
    -- The person or group whose place it fills, where one from each is needed.
    place_id UUID,
    approved_at BIGINT NOT NULL,
    justification TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (stage_id, approved_by),
    UNIQUE (stage_id, voice_id)
);
CREATE INDEX stage_approvals_by_person ON stage_approvals (approved_by, approved_at);

-- Asked instead of a member of this group, which is asked as well.
ALTER TABLE stage_approvers ADD COLUMN place_id UUID;

-- What approvers took from a request, as a document; empty: nothing (BYD-13).
ALTER TABLE requests ADD COLUMN less TEXT NOT NULL DEFAULT '';

-- Roles that an assignment never gives because approvers left them out, whether or not the package has them at present.
CREATE TABLE left_out_roles (
    assignment_id UUID NOT NULL REFERENCES assignments (id) ON DELETE CASCADE,
    role_id UUID NOT NULL,
    PRIMARY KEY (assignment_id, role_id)
);

-- What those who run packages look at: errors of delivery, the history of requests, and numbers.

-- The access of a package that is not wholly there (REQ-08).
CREATE INDEX assignments_troubled ON assignments (package_id, created_at, id)
    WHERE state IN ('delivering', 'partiallyDelivered', 'deliveryFailed');

-- The history (BYD-25): every package of a catalog, deleted ones too, and requests of one kind.
CREATE INDEX access_packages_by_catalog ON access_packages (catalog_id, id);
CREATE INDEX requests_by_type ON requests (request_type, created_at, id);

-- Numbers (BYD-28): what was closed in a time, and what came of whole weeks, counted once they are over.
CREATE INDEX requests_by_completion ON requests (completed_at) WHERE completed_at IS NOT NULL;
CREATE TABLE package_weeks (
    -- The instant with which the week begins, a Monday.
    week BIGINT NOT NULL,
    package_id UUID NOT NULL REFERENCES access_packages (id) ON DELETE CASCADE,
    asked BIGINT NOT NULL,
    granted BIGINT NOT NULL,
    denied BIGINT NOT NULL,
    unanswered BIGINT NOT NULL,
    canceled BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    -- shared::numbers::Durations as JSON: from asking to having, and of each stage by its place.
    to_access TEXT NOT NULL,
    stages TEXT NOT NULL,
    PRIMARY KEY (week, package_id)
);
CREATE INDEX package_weeks_by_package ON package_weeks (package_id);
CREATE TABLE counted_weeks (
    week BIGINT PRIMARY KEY
);

-- Templates of policies (BYD-22): of one catalog, or of all.
CREATE TABLE policy_templates (
    id UUID PRIMARY KEY,
    catalog_id UUID REFERENCES catalogs (id) ON DELETE CASCADE,
    display_name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    -- shared::policy::PolicySettings as JSON.
    settings TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX policy_templates_in_catalog ON policy_templates (catalog_id, name_key) WHERE catalog_id IS NOT NULL;
CREATE UNIQUE INDEX policy_templates_of_all ON policy_templates (name_key) WHERE catalog_id IS NULL;

-- Attributes of people that resources require (CAT-16): Vec<shared::policy::Question> as JSON, and a
-- count of changes, so that two owners do not overwrite each other.
ALTER TABLE catalog_resources ADD COLUMN attributes TEXT NOT NULL DEFAULT '[]';
ALTER TABLE catalog_resources ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

-- Attributes that the profile has no column for.
CREATE TABLE user_attributes (
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    attribute TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (user_id, attribute)
);

-- Values that access wrote to people, with what was there before (CAT-18, BYD-06).
CREATE TABLE written_attributes (
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    attribute TEXT NOT NULL,
    previous TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (user_id, attribute)
);

-- For which resource of which access an attribute is held; with the last such row the value goes (BYD-07).
CREATE TABLE attribute_holds (
    assignment_id UUID NOT NULL REFERENCES assignments (id) ON DELETE CASCADE,
    object_id UUID NOT NULL REFERENCES directory_objects (id) ON DELETE CASCADE,
    attribute TEXT NOT NULL,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (assignment_id, object_id, attribute)
);
CREATE INDEX attribute_holds_by_user ON attribute_holds (user_id, attribute);

-- Guests: whether the portal looks after the account (ASG-09), since when nothing is left of their access
-- until somebody has looked at it, when the account is removed and its owner reminded (ORG-09), since when
-- it is blocked for that reason (ORG-08), and when it was removed.
ALTER TABLE users ADD COLUMN lifecycle TEXT NOT NULL DEFAULT 'notDefined'
    CHECK (lifecycle IN ('notDefined', 'notGoverned', 'governed'));
ALTER TABLE users ADD COLUMN idle_since BIGINT;
ALTER TABLE users ADD COLUMN remove_at BIGINT;
ALTER TABLE users ADD COLUMN remind_at BIGINT;
ALTER TABLE users ADD COLUMN blocked_at BIGINT;
ALTER TABLE users ADD COLUMN removed_at BIGINT;
CREATE INDEX users_idle ON users (idle_since) WHERE idle_since IS NOT NULL;
CREATE INDEX users_to_remove ON users (remove_at) WHERE remove_at IS NOT NULL;
CREATE INDEX users_to_remind ON users (remind_at) WHERE remind_at IS NOT NULL;

-- What a note of whom a stage asks needs to be listed by itself: when a decision is due, and whom the request is by and
-- for, who never decide on it (APR-05). Very much can wait for the members of a group.
ALTER TABLE stage_approvers ADD COLUMN due_at BIGINT;
ALTER TABLE stage_approvers ADD COLUMN subject_id UUID;
ALTER TABLE stage_approvers ADD COLUMN requestor_id UUID;
UPDATE stage_approvers SET
    due_at = (SELECT s.due_at FROM approval_stages s WHERE s.id = stage_id),
    subject_id = (SELECT r.subject_id FROM approval_stages s JOIN requests r ON r.id = s.request_id WHERE s.id = stage_id),
    requestor_id = (SELECT r.requestor_id FROM approval_stages s JOIN requests r ON r.id = s.request_id WHERE s.id = stage_id)
WHERE open OR stage_id IN (SELECT s.id FROM approval_stages s WHERE s.time_left IS NOT NULL);
DROP INDEX stage_approvers_open;
CREATE INDEX stage_approvers_open ON stage_approvers (principal_id, due_at, stage_id, subject_id, requestor_id, behalf_of, place_id)
    WHERE open;
