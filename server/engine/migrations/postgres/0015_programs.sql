-- Programs that call the API, their tokens, and what identity providers tell about people and groups (SCIM 2.0).

-- Service principals: programs with roles of their own.
CREATE TABLE service_principals (
    id UUID PRIMARY KEY,
    display_name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    description TEXT NOT NULL DEFAULT '',
    enabled BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE api_tokens (
    id UUID PRIMARY KEY,
    program_id UUID NOT NULL REFERENCES service_principals (id) ON DELETE CASCADE,
    display_name TEXT NOT NULL,
    -- SHA-256 of the token, hexadecimal.
    token_hash TEXT NOT NULL UNIQUE,
    -- Words of shared::programs::TokenScope with spaces between them.
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- Rounded to minutes.
    last_used_at BIGINT,
    last_address TEXT NOT NULL DEFAULT ''
);
CREATE INDEX api_tokens_by_program ON api_tokens (program_id, id);

-- What an identity provider told about a person or a group and the directory has no column for: the resource as JSON.
CREATE TABLE scim_attributes (
    resource_id UUID PRIMARY KEY,
    attributes TEXT NOT NULL
);

-- Identity providers look for groups by their names, without regard to case.
CREATE INDEX directory_objects_by_lower_name ON directory_objects (lower(display_name), id);

-- Programs hold roles, too.
ALTER TABLE role_assignments DROP CONSTRAINT role_assignments_principal_kind_check;
ALTER TABLE role_assignments ADD CONSTRAINT role_assignments_principal_kind_check
    CHECK (principal_kind IN ('user', 'group', 'servicePrincipal'));
