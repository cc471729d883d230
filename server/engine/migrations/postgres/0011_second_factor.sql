-- A second factor at sign-in (TOTP), and passwords that were forgotten.

CREATE TABLE second_factors (
    user_id UUID PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    -- Shared with the authenticator app, Base32. It has to be read to be compared, so no hash can stand here.
    secret TEXT NOT NULL,
    -- The number of the last 30 seconds whose code was taken: each works once.
    last_step BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    -- NULL: being set up.
    confirmed_at BIGINT,
    -- Of the hashes of the recovery codes, hexadecimal.
    recovery_salt TEXT NOT NULL DEFAULT ''
);

-- What gets somebody in who lost the authenticator app; each once.
CREATE TABLE recovery_codes (
    user_id UUID NOT NULL REFERENCES second_factors (user_id) ON DELETE CASCADE,
    -- Argon2id.
    code_hash TEXT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (user_id, code_hash)
);

-- Sign-ins that have proved the first thing and wait for the second.
CREATE TABLE pending_sign_ins (
    -- SHA-256 of the cookie's secret, hexadecimal.
    token_hash TEXT PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- How the first thing was proved: password or passcode.
    method TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX pending_sign_ins_by_user ON pending_sign_ins (user_id);
CREATE INDEX pending_sign_ins_by_expiry ON pending_sign_ins (expires_at);

-- Links that set a new password.
CREATE TABLE password_resets (
    -- SHA-256 of the link's secret, hexadecimal.
    token_hash TEXT PRIMARY KEY,
    -- NULL: asked for an account that does not exist or has no password, which takes the same work.
    user_id UUID REFERENCES users (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX password_resets_by_user ON password_resets (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX password_resets_by_expiry ON password_resets (expires_at);
