-- Separation of duties: whoever holds or waits for the other package, or is in the group, cannot get
-- the package (PKG-17, PKG-18). One-directional.

CREATE TABLE incompatible_packages (
    package_id BLOB NOT NULL REFERENCES access_packages (id) ON DELETE CASCADE,
    other_id BLOB NOT NULL REFERENCES access_packages (id) ON DELETE CASCADE,
    added_at INTEGER NOT NULL,
    PRIMARY KEY (package_id, other_id),
    CHECK (package_id <> other_id)
) STRICT;
CREATE INDEX incompatible_packages_by_other ON incompatible_packages (other_id, package_id);

CREATE TABLE incompatible_groups (
    package_id BLOB NOT NULL REFERENCES access_packages (id) ON DELETE CASCADE,
    group_id BLOB NOT NULL REFERENCES directory_objects (id) ON DELETE CASCADE,
    added_at INTEGER NOT NULL,
    PRIMARY KEY (package_id, group_id)
) STRICT;
CREATE INDEX incompatible_groups_by_group ON incompatible_groups (group_id);
