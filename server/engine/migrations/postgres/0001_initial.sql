-- Connected organizations.

CREATE TABLE connected_organizations (
    id UUID PRIMARY KEY,
    display_name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    description TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK (state IN ('configured', 'proposed')),
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);

-- Identity sources: mail domains, lower case. A domain belongs to one organization.
CREATE TABLE organization_domains (
    domain TEXT PRIMARY KEY,
    organization_id UUID NOT NULL REFERENCES connected_organizations (id) ON DELETE CASCADE
);
CREATE INDEX organization_domains_by_organization ON organization_domains (organization_id);

CREATE TABLE organization_sponsors (
    organization_id UUID NOT NULL REFERENCES connected_organizations (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('internal', 'external')),
    principal_kind TEXT NOT NULL CHECK (principal_kind IN ('user', 'group')),
    principal_id UUID NOT NULL,
    PRIMARY KEY (organization_id, kind, principal_kind, principal_id)
);

-- The directory: people, and objects that hand out roles.

CREATE TABLE users (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('member', 'guest', 'visitor')),
    -- Lower case; unique among all people. A visitor's is the mail address.
    user_name TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    mail TEXT NOT NULL,
    given_name TEXT NOT NULL DEFAULT '',
    surname TEXT NOT NULL DEFAULT '',
    job_title TEXT NOT NULL DEFAULT '',
    department TEXT NOT NULL DEFAULT '',
    cost_center TEXT NOT NULL DEFAULT '',
    company TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    enabled BOOLEAN NOT NULL,
    manager_id UUID REFERENCES users (id),
    -- For people from outside: the connected organization their mail domain belongs to.
    organization_id UUID REFERENCES connected_organizations (id),
    -- Key of the importing system; a second import finds the person by it.
    external_id TEXT UNIQUE,
    -- Argon2id, PHC string.
    password_hash TEXT,
    -- Lower-case words for search.
    search_text TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX users_by_name ON users (display_name, id);
CREATE INDEX users_by_mail ON users (mail);
CREATE INDEX users_by_manager ON users (manager_id);

CREATE TABLE user_sponsors (
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    sponsor_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (user_id, sponsor_id)
);
CREATE INDEX user_sponsors_by_sponsor ON user_sponsors (sponsor_id);

CREATE TABLE directory_objects (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('group', 'application', 'site')),
    display_name TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    -- Groups only: security or microsoft365, and who masters the members.
    group_kind TEXT CHECK (group_kind IN ('security', 'microsoft365')),
    mastery TEXT NOT NULL DEFAULT 'assigned' CHECK (mastery IN ('assigned', 'dynamic', 'synced', 'distribution')),
    mail TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    external_id TEXT UNIQUE,
    search_text TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX directory_objects_by_name ON directory_objects (kind, display_name, id);

-- Roles an object hands out: a group's Member and Owner, an application's or a site's own.
CREATE TABLE directory_roles (
    id UUID PRIMARY KEY,
    object_id UUID NOT NULL REFERENCES directory_objects (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('member', 'owner', 'defined', 'defaultAccess')),
    display_name TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    position BIGINT NOT NULL,
    UNIQUE (object_id, display_name)
);

-- Who holds what: memberships, ownerships, app and site roles alike.
CREATE TABLE role_holders (
    role_id UUID NOT NULL REFERENCES directory_roles (id) ON DELETE CASCADE,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    origin TEXT NOT NULL CHECK (origin IN ('native', 'delivered')),
    since BIGINT NOT NULL,
    PRIMARY KEY (role_id, user_id)
);
CREATE INDEX role_holders_by_user ON role_holders (user_id, role_id);

-- Members of the child group are members of the parent group; never a cycle.
CREATE TABLE group_nesting (
    parent_id UUID NOT NULL REFERENCES directory_objects (id) ON DELETE CASCADE,
    child_id UUID NOT NULL REFERENCES directory_objects (id) ON DELETE CASCADE,
    PRIMARY KEY (parent_id, child_id),
    CHECK (parent_id <> child_id)
);
CREATE INDEX group_nesting_by_child ON group_nesting (child_id, parent_id);

-- Catalogs, packages, policies.

CREATE TABLE catalogs (
    id UUID PRIMARY KEY,
    display_name TEXT NOT NULL,
    -- Lower-case, single-spaced name: names are unique without regard to case.
    name_key TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK (state IN ('published', 'unpublished')),
    externally_visible BOOLEAN NOT NULL,
    catalog_type TEXT NOT NULL CHECK (catalog_type IN ('userManaged', 'serviceDefault')),
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    -- Deleted things leave lists and cannot be used; closed requests still name them.
    deleted_at BIGINT,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX catalogs_by_name ON catalogs (name_key) WHERE deleted_at IS NULL;
-- The built-in catalog (CAT-04), closed to outsiders like every new one (BYD-04).
INSERT INTO catalogs (id, display_name, name_key, description, state, externally_visible, catalog_type, created_at, modified_at)
VALUES ('00000000-0000-7000-8000-000000000001', 'General', 'general', 'For packages that need no catalog of their own.', 'published', FALSE, 'serviceDefault', 0, 0);

-- Roles in the product. catalog_id is set exactly for the roles of one catalog.
CREATE TABLE role_assignments (
    id UUID PRIMARY KEY,
    role TEXT NOT NULL,
    catalog_id UUID REFERENCES catalogs (id) ON DELETE CASCADE,
    principal_kind TEXT NOT NULL CHECK (principal_kind IN ('user', 'group')),
    principal_id UUID NOT NULL,
    created_at BIGINT NOT NULL,
    CHECK ((catalog_id IS NULL) = (role IN ('identityGovernanceAdministrator', 'connectedOrganizationAdministrator', 'catalogCreator')))
);
CREATE UNIQUE INDEX role_assignments_once_in_catalog ON role_assignments (catalog_id, role, principal_id) WHERE catalog_id IS NOT NULL;
CREATE UNIQUE INDEX role_assignments_once_in_tenant ON role_assignments (role, principal_id) WHERE catalog_id IS NULL;
CREATE INDEX role_assignments_by_principal ON role_assignments (principal_id);

CREATE TABLE catalog_resources (
    id UUID PRIMARY KEY,
    catalog_id UUID NOT NULL REFERENCES catalogs (id),
    object_id UUID NOT NULL REFERENCES directory_objects (id),
    added_at BIGINT NOT NULL,
    UNIQUE (catalog_id, object_id)
);
CREATE INDEX catalog_resources_by_object ON catalog_resources (object_id);

CREATE TABLE access_packages (
    id UUID PRIMARY KEY,
    catalog_id UUID NOT NULL REFERENCES catalogs (id),
    display_name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    hidden BOOLEAN NOT NULL,
    -- Lower-case name, description and resource names, for search (UI-02).
    search_text TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    deleted_at BIGINT,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX access_packages_once_in_catalog ON access_packages (catalog_id, name_key) WHERE deleted_at IS NULL;
CREATE INDEX access_packages_by_name ON access_packages (name_key, id);

-- The content of a package: roles of resources of its catalog.
CREATE TABLE package_roles (
    id UUID PRIMARY KEY,
    package_id UUID NOT NULL REFERENCES access_packages (id) ON DELETE CASCADE,
    resource_id UUID NOT NULL REFERENCES catalog_resources (id),
    role_id UUID NOT NULL REFERENCES directory_roles (id),
    added_at BIGINT NOT NULL,
    UNIQUE (package_id, role_id)
);
CREATE INDEX package_roles_by_resource ON package_roles (resource_id);
CREATE INDEX package_roles_by_role ON package_roles (role_id);

CREATE TABLE policies (
    id UUID PRIMARY KEY,
    package_id UUID NOT NULL REFERENCES access_packages (id) ON DELETE CASCADE,
    display_name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    -- Copies of two settings that lists filter by.
    scope TEXT NOT NULL,
    enabled BOOLEAN NOT NULL,
    -- shared::policy::PolicySettings as JSON.
    settings TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    -- Deleted policies let nobody in; ended access and closed requests still name them.
    deleted_at BIGINT,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX policies_once_in_package ON policies (package_id, name_key) WHERE deleted_at IS NULL;
CREATE INDEX policies_by_scope ON policies (scope, enabled, package_id);

-- The users, groups and organizations a policy lists, for finding packages by person.
CREATE TABLE policy_targets (
    policy_id UUID NOT NULL REFERENCES policies (id) ON DELETE CASCADE,
    target_id UUID NOT NULL,
    PRIMARY KEY (policy_id, target_id)
);
CREATE INDEX policy_targets_by_target ON policy_targets (target_id, policy_id);

-- Requests, approvals, assignments.

CREATE TABLE assignments (
    id UUID PRIMARY KEY,
    package_id UUID NOT NULL REFERENCES access_packages (id),
    policy_id UUID NOT NULL REFERENCES policies (id),
    subject_id UUID NOT NULL REFERENCES users (id),
    state TEXT NOT NULL CHECK (state IN ('delivering', 'partiallyDelivered', 'delivered', 'deliveryFailed', 'expired')),
    starts_at BIGINT NOT NULL,
    -- NULL: until taken away.
    ends_at BIGINT,
    delivered_at BIGINT,
    ended_at BIGINT,
    end_reason TEXT,
    -- When to tell the person that the end is near; NULL: nothing to tell.
    notice_at BIGINT,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
-- One live assignment per person and package.
CREATE UNIQUE INDEX assignments_one_live ON assignments (package_id, subject_id) WHERE state <> 'expired';
CREATE INDEX assignments_by_subject ON assignments (subject_id, created_at, id);
CREATE INDEX assignments_by_package ON assignments (package_id, created_at, id);
CREATE INDEX assignments_by_policy ON assignments (policy_id);
CREATE INDEX assignments_notice ON assignments (notice_at) WHERE state <> 'expired' AND notice_at IS NOT NULL;
CREATE INDEX assignments_due ON assignments (ends_at) WHERE state <> 'expired' AND ends_at IS NOT NULL;

CREATE TABLE requests (
    id UUID PRIMARY KEY,
    request_type TEXT NOT NULL CHECK (request_type IN ('userAdd', 'userRemove', 'adminAdd', 'adminRemove', 'systemAdd', 'systemRemove')),
    state TEXT NOT NULL CHECK (state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering', 'delivered', 'partiallyDelivered', 'deliveryFailed', 'denied', 'canceled')),
    status TEXT NOT NULL,
    package_id UUID NOT NULL REFERENCES access_packages (id),
    -- NULL once the policy is gone; the settings copy stays.
    policy_id UUID REFERENCES policies (id) ON DELETE SET NULL,
    assignment_id UUID REFERENCES assignments (id),
    subject_id UUID NOT NULL REFERENCES users (id),
    -- NULL: the system.
    requestor_id UUID REFERENCES users (id),
    justification TEXT NOT NULL DEFAULT '',
    -- Vec<shared::policy::Answer> as JSON.
    answers TEXT NOT NULL DEFAULT '[]',
    -- shared::policy::PolicySettings as it was at submission, JSON.
    settings TEXT NOT NULL,
    asked_start BIGINT,
    asked_end BIGINT,
    created_at BIGINT NOT NULL,
    completed_at BIGINT,
    version BIGINT NOT NULL DEFAULT 1
);
-- One open request for access per person and package.
CREATE UNIQUE INDEX requests_one_open ON requests (package_id, subject_id)
    WHERE state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering') AND request_type IN ('userAdd', 'adminAdd', 'systemAdd');
CREATE INDEX requests_by_subject ON requests (subject_id, created_at, id);
CREATE INDEX requests_by_package ON requests (package_id, created_at, id);
CREATE INDEX requests_by_time ON requests (created_at, id);
CREATE INDEX requests_by_state ON requests (state, created_at, id);
CREATE INDEX requests_by_assignment ON requests (assignment_id);
CREATE INDEX requests_by_policy ON requests (policy_id);
CREATE INDEX requests_scheduled ON requests (asked_start) WHERE state = 'scheduled';

CREATE TABLE approval_stages (
    id UUID PRIMARY KEY,
    request_id UUID NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('Initializing', 'InProgress', 'Completed', 'Expired')),
    opened_at BIGINT,
    due_at BIGINT,
    -- When to remind those asked; NULL: done, or not to be reminded.
    remind_at BIGINT,
    decision TEXT CHECK (decision IN ('Approve', 'Deny')),
    decided_by UUID REFERENCES users (id),
    decided_at BIGINT,
    justification TEXT NOT NULL DEFAULT '',
    -- The fallback was asked because the rule found nobody.
    fallback BOOLEAN NOT NULL,
    UNIQUE (request_id, position)
);
CREATE INDEX approval_stages_due ON approval_stages (due_at) WHERE status = 'InProgress';
CREATE INDEX approval_stages_remind ON approval_stages (remind_at) WHERE status = 'InProgress' AND remind_at IS NOT NULL;
CREATE INDEX approval_stages_by_decider ON approval_stages (decided_by, decided_at) WHERE decided_by IS NOT NULL;

-- Whom a stage asks; groups are resolved when someone decides (APR-07).
CREATE TABLE stage_approvers (
    stage_id UUID NOT NULL REFERENCES approval_stages (id) ON DELETE CASCADE,
    principal_kind TEXT NOT NULL CHECK (principal_kind IN ('user', 'group')),
    principal_id UUID NOT NULL,
    -- The stage still waits. Most stages are over, and lists of what waits must not read those.
    open BOOLEAN NOT NULL DEFAULT TRUE,
    PRIMARY KEY (stage_id, principal_id)
);
CREATE INDEX stage_approvers_open ON stage_approvers (principal_id, stage_id) WHERE open;
CREATE INDEX stage_approvers_by_principal ON stage_approvers (principal_id, stage_id);

-- What happened to a request, in order; the timeline people read (REQ-11).
CREATE TABLE request_events (
    id UUID PRIMARY KEY,
    request_id UUID NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    -- NULL: the system.
    actor_id UUID REFERENCES users (id),
    note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX request_events_by_request ON request_events (request_id, id);

-- Delivery of one role to one assignment (BYD-10).
CREATE TABLE deliveries (
    id UUID PRIMARY KEY,
    assignment_id UUID NOT NULL REFERENCES assignments (id) ON DELETE CASCADE,
    subject_id UUID NOT NULL REFERENCES users (id),
    role_id UUID NOT NULL REFERENCES directory_roles (id),
    state TEXT NOT NULL CHECK (state IN ('pending', 'granted', 'retrying', 'failed', 'revoking', 'revoked')),
    attempts BIGINT NOT NULL DEFAULT 0,
    -- When to try next; NULL when there is nothing to do.
    next_try_at BIGINT,
    last_error TEXT NOT NULL DEFAULT '',
    changed_at BIGINT NOT NULL,
    UNIQUE (assignment_id, role_id)
);
CREATE INDEX deliveries_due ON deliveries (next_try_at) WHERE next_try_at IS NOT NULL;
CREATE INDEX deliveries_failed ON deliveries (changed_at) WHERE state = 'failed';
CREATE INDEX deliveries_sources ON deliveries (subject_id, role_id, state);

-- Signing in.

CREATE TABLE sessions (
    id UUID PRIMARY KEY,
    -- SHA-256 of the cookie's secret, hexadecimal.
    token_hash TEXT NOT NULL UNIQUE,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- password, passcode or demo
    method TEXT NOT NULL,
    user_agent TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id, last_seen_at);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- One-time passcodes sent by mail to people from outside.
CREATE TABLE passcodes (
    id UUID PRIMARY KEY,
    mail TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    tries BIGINT NOT NULL DEFAULT 0,
    used_at BIGINT
);
CREATE INDEX passcodes_by_mail ON passcodes (mail, created_at);

-- Failed tries by key (account, address), for throttling.
CREATE TABLE throttles (
    key TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_failure_at BIGINT NOT NULL,
    blocked_until BIGINT NOT NULL
);

-- Work that leaves the transaction.

CREATE TABLE outbox (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- NULL: done or given up.
    due_at BIGINT,
    leased_until BIGINT NOT NULL DEFAULT 0,
    attempts BIGINT NOT NULL DEFAULT 0,
    done_at BIGINT,
    last_error TEXT NOT NULL DEFAULT ''
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX outbox_dead ON outbox (created_at) WHERE due_at IS NULL AND done_at IS NULL;

-- The mailbox of a demonstration.
CREATE TABLE demo_mails (
    id UUID PRIMARY KEY,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    sent_at BIGINT NOT NULL
);
CREATE INDEX demo_mails_by_time ON demo_mails (sent_at, id);

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- The audit log: append-only, each record carries the hash of the one before (BYD-26).
CREATE TABLE audit_records (
    seq BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    -- NULL: the system, or nobody signed in.
    actor_id UUID,
    actor_name TEXT NOT NULL,
    action TEXT NOT NULL,
    -- Why it was allowed.
    because TEXT NOT NULL,
    target_kind TEXT NOT NULL,
    target_id UUID,
    target_name TEXT NOT NULL,
    catalog_id UUID,
    package_id UUID,
    subject_id UUID,
    correlation_id UUID NOT NULL,
    -- JSON object of what was and what is.
    details TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX audit_records_by_actor ON audit_records (actor_id, seq);
CREATE INDEX audit_records_by_target ON audit_records (target_id, seq);
CREATE INDEX audit_records_by_subject ON audit_records (subject_id, seq);
CREATE INDEX audit_records_by_package ON audit_records (package_id, seq);
CREATE INDEX audit_records_by_catalog ON audit_records (catalog_id, seq);
CREATE INDEX audit_records_by_action ON audit_records (action, seq);

-- The end of the chain: one row, locked by whoever appends.
CREATE TABLE audit_head (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '');
