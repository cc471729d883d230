-- Approvals that are taken back (APR-08), and access in an emergency (BYD-19).

-- What each approval took from a request (BYD-13), so that taking it back gives that back. Of what was taken before, only
-- the sum is known: it goes with the first stage.
ALTER TABLE approval_stages ADD COLUMN less TEXT NOT NULL DEFAULT '';
ALTER TABLE stage_approvals ADD COLUMN less TEXT NOT NULL DEFAULT '';
UPDATE approval_stages SET less = (SELECT r.less FROM requests r WHERE r.id = request_id) WHERE position = 0;

-- Access in an emergency: a request that nobody had to approve, and the access it led to.
ALTER TABLE requests ADD COLUMN emergency BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX requests_emergency ON requests (created_at, id) WHERE emergency;
ALTER TABLE assignments ADD COLUMN emergency BOOLEAN NOT NULL DEFAULT false;

-- Somebody looks at each emergency afterwards: those who run the package, and those noted here, who would have decided first.
CREATE TABLE emergency_reviews (
    request_id UUID PRIMARY KEY REFERENCES requests (id) ON DELETE CASCADE,
    package_id UUID NOT NULL REFERENCES access_packages (id) ON DELETE CASCADE,
    subject_id UUID NOT NULL REFERENCES users (id),
    opened_at BIGINT NOT NULL,
    answered_at BIGINT,
    answered_by UUID REFERENCES users (id),
    justified BOOLEAN,
    comment TEXT NOT NULL DEFAULT '',
    CHECK ((answered_at IS NULL) = (answered_by IS NULL) AND (answered_at IS NULL) = (justified IS NULL))
);
-- One that nobody has looked at per person and package.
CREATE UNIQUE INDEX emergency_reviews_one_open ON emergency_reviews (package_id, subject_id) WHERE answered_at IS NULL;
CREATE INDEX emergency_reviews_open ON emergency_reviews (opened_at, request_id) WHERE answered_at IS NULL;
CREATE TABLE emergency_reviewers (
    request_id UUID NOT NULL REFERENCES emergency_reviews (request_id) ON DELETE CASCADE,
    principal_kind TEXT NOT NULL CHECK (principal_kind IN ('user', 'group')),
    principal_id UUID NOT NULL,
    PRIMARY KEY (request_id, principal_id)
);
