-- Programs that call the API, their tokens, and what identity providers tell about people and groups (SCIM 2.0).

-- Service principals: programs with roles of their own.
CREATE TABLE service_principals (
    id BLOB PRIMARY KEY,
    display_name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    description TEXT NOT NULL DEFAULT '',
    enabled INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE api_tokens (
    id BLOB PRIMARY KEY,
    program_id BLOB NOT NULL REFERENCES service_principals (id) ON DELETE CASCADE,
    display_name TEXT NOT NULL,
    -- SHA-256 of the token, hexadecimal.
    token_hash TEXT NOT NULL UNIQUE,
    -- Words of shared::programs::TokenScope with spaces between them.
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    -- Rounded to minutes.
    last_used_at INTEGER,
    last_address TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX api_tokens_by_program ON api_tokens (program_id, id);

-- What an identity provider told about a person or a group and the directory has no column for: the resource as JSON.
CREATE TABLE scim_attributes (
    resource_id BLOB PRIMARY KEY,
    attributes TEXT NOT NULL
) STRICT;

-- Identity providers look for groups by their names, without regard to case.
CREATE INDEX directory_objects_by_lower_name ON directory_objects (lower(display_name), id);

-- Programs hold roles, too. SQLite cannot change a CHECK: the table is made again.
CREATE TABLE role_assignments_new (
    id BLOB PRIMARY KEY,
    role TEXT NOT NULL,
    catalog_id BLOB REFERENCES catalogs (id) ON DELETE CASCADE,
    principal_kind TEXT NOT NULL CHECK (principal_kind IN ('user', 'group', 'servicePrincipal')),
    principal_id BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    CHECK ((catalog_id IS NULL) = (role IN ('identityGovernanceAdministrator', 'connectedOrganizationAdministrator', 'catalogCreator')))
) STRICT;
INSERT INTO role_assignments_new (id, role, catalog_id, principal_kind, principal_id, created_at)
SELECT id, role, catalog_id, principal_kind, principal_id, created_at FROM role_assignments;
DROP TABLE role_assignments;
ALTER TABLE role_assignments_new RENAME TO role_assignments;
CREATE UNIQUE INDEX role_assignments_once_in_catalog ON role_assignments (catalog_id, role, principal_id) WHERE catalog_id IS NOT NULL;
CREATE UNIQUE INDEX role_assignments_once_in_tenant ON role_assignments (role, principal_id) WHERE catalog_id IS NULL;
CREATE INDEX role_assignments_by_principal ON role_assignments (principal_id);
