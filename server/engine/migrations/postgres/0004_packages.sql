-- Separation of duties: whoever holds or waits for the other package, or is in the group, cannot get
-- the package (PKG-17, PKG-18). One-directional.

CREATE TABLE incompatible_packages (
    package_id UUID NOT NULL REFERENCES access_packages (id) ON DELETE CASCADE,
    other_id UUID NOT NULL REFERENCES access_packages (id) ON DELETE CASCADE,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (package_id, other_id),
    CHECK (package_id <> other_id)
);
CREATE INDEX incompatible_packages_by_other ON incompatible_packages (other_id, package_id);

CREATE TABLE incompatible_groups (
    package_id UUID NOT NULL REFERENCES access_packages (id) ON DELETE CASCADE,
    group_id UUID NOT NULL REFERENCES directory_objects (id) ON DELETE CASCADE,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (package_id, group_id)
);
CREATE INDEX incompatible_groups_by_group ON incompatible_groups (group_id);

-- Retiring a package (BYD-20): since retiring_since nobody new gets it, on retires_at all access ends,
-- and once nobody has it any more it is archived.
ALTER TABLE access_packages ADD COLUMN retiring_since BIGINT;
ALTER TABLE access_packages ADD COLUMN retires_at BIGINT;
ALTER TABLE access_packages ADD COLUMN retire_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE access_packages ADD COLUMN archived_at BIGINT;
CREATE INDEX access_packages_retiring ON access_packages (retires_at) WHERE retires_at IS NOT NULL AND archived_at IS NULL;

-- When access would have ended without the retirement, for calling it off.
CREATE TABLE retired_ends (
    assignment_id UUID PRIMARY KEY REFERENCES assignments (id) ON DELETE CASCADE,
    ends_at BIGINT
);
