-- With the rows of the version before.
INSERT INTO identity_providers (id, display_name, name_key, issuer, client_id, secret_name, scopes, people, strangers, matching, group_matching, claims, enabled, created_at, modified_at, version) VALUES
    ('019cadc6-9a80-7090-8000-000000000001', 'Contoso', 'contoso', 'https://login.contoso.example', 'bailiwick', 'BAILIWICK_OIDC_SECRET_CONTOSO', 'openid profile email', 'partners', 'create', 'mail', 'nothing', '{"displayName":"name"}', true, 1772442000000, 1772442000000, 1),
    ('019cadc6-9a80-7090-8000-000000000002', 'Norrland', 'norrland', 'https://login.norrland.example', 'bailiwick', '', 'openid', 'members', 'refuse', 'userName', 'name', '{}', false, 1772442000000, 1772442000000, 2);
INSERT INTO provider_domains (domain, provider_id) VALUES
    ('norrland.example', '019cadc6-9a80-7090-8000-000000000002');
INSERT INTO user_identities (provider_id, subject, user_id, created_at, last_used_at) VALUES
    ('019cadc6-9a80-7090-8000-000000000002', 'bo', '019cadc6-9a80-7008-82de-f0107782c32b', 1772442000000, 1772442000000);
INSERT INTO provider_memberships (user_id, provider_id, role_id) VALUES
    ('019cadc6-9a80-7008-82de-f0107782c32b', '019cadc6-9a80-7090-8000-000000000002', '019cadc6-9a80-7014-92b6-8c722b8a0ee3');
INSERT INTO provider_attempts (state_hash, browser_hash, provider_id, nonce, verifier, return_to, expires_at) VALUES
    ('1772804896dc82dde37b6147b6c2effb2942302e0b94fe1724c63286b1f8e675', '1772804896dc82dde37b6147b6c2effb2942302e0b94fe1724c63286b1f8e676', '019cadc6-9a80-7090-8000-000000000001', 'n', 'v', '/requests', 1772442600000);
UPDATE connected_organizations SET provider_id = '019cadc6-9a80-7090-8000-000000000001' WHERE id = '019cadc6-9a80-701e-b794-0e1e652aa1a7';
INSERT INTO sessions (id, token_hash, user_id, method, user_agent, address, created_at, last_seen_at, expires_at, provider_id, id_token) VALUES
    ('019cadc6-9a80-7090-8000-000000000003', '1772804896dc82dde37b6147b6c2effb2942302e0b94fe1724c63286b1f8e677', '019cadc6-9a80-7008-82de-f0107782c32b', 'oidc', 'Firefox', '192.0.2.7', 1772442000000, 1772442000000, 1775034000000, '019cadc6-9a80-7090-8000-000000000002', 'e30.e30.');
