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
    week INTEGER NOT NULL,
    package_id BLOB NOT NULL REFERENCES access_packages (id) ON DELETE CASCADE,
    asked INTEGER NOT NULL,
    granted INTEGER NOT NULL,
    denied INTEGER NOT NULL,
    unanswered INTEGER NOT NULL,
    canceled INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    -- shared::numbers::Durations as JSON: from asking to having, and of each stage by its place.
    to_access TEXT NOT NULL,
    stages TEXT NOT NULL,
    PRIMARY KEY (week, package_id)
) STRICT;
CREATE INDEX package_weeks_by_package ON package_weeks (package_id);
CREATE TABLE counted_weeks (
    week INTEGER PRIMARY KEY
) STRICT;

-- Templates of policies (BYD-22): of one catalog, or of all.
CREATE TABLE policy_templates (
    id BLOB PRIMARY KEY,
    catalog_id BLOB REFERENCES catalogs (id) ON DELETE CASCADE,
    display_name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    -- shared::policy::PolicySettings as JSON.
    settings TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX policy_templates_in_catalog ON policy_templates (catalog_id, name_key) WHERE catalog_id IS NOT NULL;
CREATE UNIQUE INDEX policy_templates_of_all ON policy_templates (name_key) WHERE catalog_id IS NULL;
