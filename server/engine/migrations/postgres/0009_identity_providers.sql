-- Sign-in by OpenID Connect (ORG-02).

CREATE TABLE identity_providers (
    id UUID PRIMARY KEY,
    -- The words on the button.
    display_name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    issuer TEXT NOT NULL,
    client_id TEXT NOT NULL,
    -- The environment variable that holds the client's secret; empty: a client without one.
    secret_name TEXT NOT NULL,
    -- With blanks between them.
    scopes TEXT NOT NULL,
    people TEXT NOT NULL CHECK (people IN ('members', 'partners')),
    strangers TEXT NOT NULL CHECK (strangers IN ('create', 'refuse')),
    matching TEXT NOT NULL CHECK (matching IN ('nothing', 'mail', 'userName')),
    group_matching TEXT NOT NULL CHECK (group_matching IN ('nothing', 'externalId', 'name')),
    -- shared::providers::ClaimMap as JSON.
    claims TEXT NOT NULL,
    enabled BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);

-- Mail domains whose people are sent to a provider of the own organization.
CREATE TABLE provider_domains (
    domain TEXT PRIMARY KEY,
    provider_id UUID NOT NULL REFERENCES identity_providers (id) ON DELETE CASCADE
);
CREATE INDEX provider_domains_by_provider ON provider_domains (provider_id);

-- Where the people of a partner organization sign in; NULL: with a code sent to their mail address.
ALTER TABLE connected_organizations ADD COLUMN provider_id UUID REFERENCES identity_providers (id) ON DELETE SET NULL;
CREATE INDEX connected_organizations_by_provider ON connected_organizations (provider_id) WHERE provider_id IS NOT NULL;

-- Who is who at a provider. Nobody is two people there.
CREATE TABLE user_identities (
    provider_id UUID NOT NULL REFERENCES identity_providers (id) ON DELETE CASCADE,
    subject TEXT NOT NULL,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    PRIMARY KEY (provider_id, subject)
);
CREATE UNIQUE INDEX user_identities_by_user ON user_identities (user_id, provider_id);

-- Memberships that a provider gave, and can therefore take away.
CREATE TABLE provider_memberships (
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    provider_id UUID NOT NULL REFERENCES identity_providers (id) ON DELETE CASCADE,
    role_id UUID NOT NULL REFERENCES directory_roles (id) ON DELETE CASCADE,
    PRIMARY KEY (user_id, provider_id, role_id)
);
CREATE INDEX provider_memberships_by_provider ON provider_memberships (provider_id);
CREATE INDEX provider_memberships_by_role ON provider_memberships (role_id);

-- Sign-ins on their way to a provider and back.
CREATE TABLE provider_attempts (
    -- SHA-256, hexadecimal, of what comes back with the answer, and of the browser's cookie.
    state_hash TEXT PRIMARY KEY,
    browser_hash TEXT NOT NULL,
    provider_id UUID NOT NULL REFERENCES identity_providers (id) ON DELETE CASCADE,
    nonce TEXT NOT NULL,
    -- The secret behind the code challenge (PKCE).
    verifier TEXT NOT NULL,
    -- A path of this site.
    return_to TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX provider_attempts_by_expiry ON provider_attempts (expires_at);
CREATE INDEX provider_attempts_by_provider ON provider_attempts (provider_id);

-- For sessions that began at a provider: which, and its id token, which ending them there takes.
ALTER TABLE sessions ADD COLUMN provider_id UUID REFERENCES identity_providers (id) ON DELETE CASCADE;
ALTER TABLE sessions ADD COLUMN id_token TEXT;
CREATE INDEX sessions_by_provider ON sessions (provider_id) WHERE provider_id IS NOT NULL;
