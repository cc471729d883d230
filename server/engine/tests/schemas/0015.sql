-- With the rows of the version before.
INSERT INTO service_principals (id, display_name, name_key, description, enabled, created_at, modified_at, version) VALUES
    ('019cadc6-9a80-7090-8000-000000000001', 'Entra', 'entra', 'Brings people in', true, 1772442000000, 1772442000000, 1);
INSERT INTO api_tokens (id, program_id, display_name, token_hash, scopes, created_at, expires_at, last_used_at, last_address) VALUES
    ('019cadc6-9a80-7090-8000-000000000002', '019cadc6-9a80-7090-8000-000000000001', 'Provisioning', 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c', 'scim', 1772442000000, 1780218000000, 1772442060000, '192.0.2.7');
INSERT INTO scim_attributes (resource_id, attributes) VALUES
    ('019cadc6-9a80-7006-88c8-e64752a943a1', '{"nickName":"Ada"}');
INSERT INTO role_assignments (id, role, catalog_id, principal_kind, principal_id, created_at) VALUES
    ('019cadc6-9a80-7090-8000-000000000003', 'catalogReader', '019cadc6-9a80-7022-9f90-f2f2c7bd3868', 'servicePrincipal', '019cadc6-9a80-7090-8000-000000000001', 1772442000000);
