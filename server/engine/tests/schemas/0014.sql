-- Rows of a small portal as the first schema keeps them, audit chain and all. Ids are written as UUIDs; the test turns them
-- into what SQLite keeps.

INSERT INTO connected_organizations (id, display_name, name_key, description, state, created_at, modified_at, version) VALUES
    ('019cadc6-9a80-701e-b794-0e1e652aa1a7', 'Contoso', 'contoso', '', 'configured', 1772442000000, 1772442000000, 1);
INSERT INTO organization_domains (domain, organization_id) VALUES
    ('contoso.example', '019cadc6-9a80-701e-b794-0e1e652aa1a7');
INSERT INTO organization_sponsors (organization_id, kind, principal_kind, principal_id) VALUES
    ('019cadc6-9a80-701e-b794-0e1e652aa1a7', 'internal', 'user', '019cadc6-9a80-7008-82de-f0107782c32b');
INSERT INTO users (id, kind, user_name, display_name, mail, given_name, surname, job_title, department, cost_center, company, country, enabled, manager_id, organization_id, external_id, password_hash, search_text, created_at, modified_at, version) VALUES
    ('019cadc6-9a80-7001-9bf9-1677a52ce9c0', 'member', 'ingrid.administrator', 'Ingrid Administrator', 'ingrid.administrator@norrland.example', '', '', '', '', '', '', '', true, NULL, NULL, NULL, NULL, 'ingrid administrator ingrid.administrator@norrland.example', 1772442000000, 1772442000000, 1),
    ('019cadc6-9a80-7008-82de-f0107782c32b', 'member', 'bo.ek', 'Bo Ek', 'bo.ek@norrland.example', '', '', '', '', '', '', '', true, NULL, NULL, NULL, NULL, 'bo ek bo.ek@norrland.example', 1772442000000, 1772442000000, 1),
    ('019cadc6-9a80-700a-94ab-071a0c9593e9', 'member', 'cy.ruiz', 'Cy Ruiz', 'cy.ruiz@norrland.example', '', '', '', '', '', '', '', true, NULL, NULL, NULL, NULL, 'cy ruiz cy.ruiz@norrland.example', 1772442000000, 1772442000000, 1),
    ('019cadc6-9a80-7020-b409-f417825797db', 'guest', 'dana@contoso.example', 'dana@contoso.example', 'dana@contoso.example', '', '', '', '', '', '', '', true, NULL, '019cadc6-9a80-701e-b794-0e1e652aa1a7', NULL, NULL, 'dana@contoso.example dana@contoso.example', 1772442000000, 1772442000000, 1),
    ('019cadc6-9a80-7006-88c8-e64752a943a1', 'member', 'ada.lind', 'Ada Lind', 'ada.lind@norrland.example', '', '', '', '', '', '', '', true, '019cadc6-9a80-7008-82de-f0107782c32b', NULL, NULL, '$argon2id$v=19$m=19456,t=2,p=1$ocuh0VyzZUOd8yyURLIKsQ$ddhW59Ev/jzK/w8w0p+WsBouoXb/mPypNVi9be01VjI', 'ada lind ada.lind@norrland.example', 1772442000000, 1772442000000, 2);
INSERT INTO user_sponsors (user_id, sponsor_id) VALUES
    ('019cadc6-9a80-7020-b409-f417825797db', '019cadc6-9a80-7008-82de-f0107782c32b');
INSERT INTO directory_objects (id, kind, display_name, description, group_kind, mastery, mail, url, external_id, search_text, created_at, modified_at, version) VALUES
    ('019cadc6-9a80-700c-a169-bd3570315698', 'application', 'Payroll', '', NULL, 'assigned', '', '', NULL, 'payroll', 1772442000000, 1772442000000, 1),
    ('019cadc6-9a80-7012-81c2-6c7403e618f4', 'group', 'Payments', '', 'security', 'assigned', '', '', NULL, 'payments', 1772442000000, 1772442000000, 1),
    ('019cadc6-9a80-7018-97c6-3fc86d1cb73f', 'group', 'Payments team', '', 'security', 'assigned', '', '', NULL, 'payments team', 1772442000000, 1772442000000, 1);
INSERT INTO directory_roles (id, object_id, kind, display_name, description, position) VALUES
    ('019cadc6-9a80-700e-a0af-49866c3eb595', '019cadc6-9a80-700c-a169-bd3570315698', 'defined', 'Reader', '', 0),
    ('019cadc6-9a80-7010-a2c3-8ff6eec422f3', '019cadc6-9a80-700c-a169-bd3570315698', 'defined', 'Editor', '', 1),
    ('019cadc6-9a80-7014-92b6-8c722b8a0ee3', '019cadc6-9a80-7012-81c2-6c7403e618f4', 'member', 'Member', '', 0),
    ('019cadc6-9a80-7016-933a-05c62572246b', '019cadc6-9a80-7012-81c2-6c7403e618f4', 'owner', 'Owner', '', 1),
    ('019cadc6-9a80-701a-b20c-58a2e788d420', '019cadc6-9a80-7018-97c6-3fc86d1cb73f', 'member', 'Member', '', 0),
    ('019cadc6-9a80-701c-b47b-73a9c388991f', '019cadc6-9a80-7018-97c6-3fc86d1cb73f', 'owner', 'Owner', '', 1);
INSERT INTO role_holders (role_id, user_id, origin, since) VALUES
    ('019cadc6-9a80-701a-b20c-58a2e788d420', '019cadc6-9a80-7008-82de-f0107782c32b', 'native', 1772442000000),
    ('019cadc6-9a80-700e-a0af-49866c3eb595', '019cadc6-9a80-7006-88c8-e64752a943a1', 'delivered', 1772442000000),
    ('019cadc6-9a80-7014-92b6-8c722b8a0ee3', '019cadc6-9a80-7006-88c8-e64752a943a1', 'delivered', 1772442000000);
INSERT INTO group_nesting (parent_id, child_id) VALUES
    ('019cadc6-9a80-7012-81c2-6c7403e618f4', '019cadc6-9a80-7018-97c6-3fc86d1cb73f');
INSERT INTO catalogs (id, display_name, name_key, description, state, externally_visible, catalog_type, created_at, modified_at, deleted_at, version) VALUES
    ('019cadc6-9a80-7022-9f90-f2f2c7bd3868', 'Finance', 'finance', '', 'published', false, 'userManaged', 1772442000000, 1772442000000, NULL, 1);
INSERT INTO role_assignments (id, role, catalog_id, principal_kind, principal_id, created_at) VALUES
    ('019cadc6-9a80-7003-afb8-3ef5e0274817', 'identityGovernanceAdministrator', NULL, 'user', '019cadc6-9a80-7001-9bf9-1677a52ce9c0', 1772442000000),
    ('019cadc6-9a80-7024-872c-37aae885de4b', 'catalogOwner', '019cadc6-9a80-7022-9f90-f2f2c7bd3868', 'user', '019cadc6-9a80-7008-82de-f0107782c32b', 1772442000000);
INSERT INTO catalog_resources (id, catalog_id, object_id, added_at) VALUES
    ('019cadc6-9a80-7028-90a2-ca3a69889ea4', '019cadc6-9a80-7022-9f90-f2f2c7bd3868', '019cadc6-9a80-700c-a169-bd3570315698', 1772442000000),
    ('019cadc6-9a80-702c-8226-797876bc3db6', '019cadc6-9a80-7022-9f90-f2f2c7bd3868', '019cadc6-9a80-7012-81c2-6c7403e618f4', 1772442000000);
INSERT INTO access_packages (id, catalog_id, display_name, name_key, description, hidden, search_text, created_at, modified_at, deleted_at, version) VALUES
    ('019cadc6-9a80-7026-a135-d91f15a54ea2', '019cadc6-9a80-7022-9f90-f2f2c7bd3868', 'Payroll', 'payroll', '', false, 'payroll', 1772442000000, 1772442000000, NULL, 1),
    ('019cadc6-9a80-7026-a135-d91f15a54ea3', '019cadc6-9a80-7022-9f90-f2f2c7bd3868', 'Audits', 'audits', '', false, 'audits', 1772442000000, 1772442000000, NULL, 1);
INSERT INTO incompatible_packages (package_id, other_id, added_at) VALUES
    ('019cadc6-9a80-7026-a135-d91f15a54ea2', '019cadc6-9a80-7026-a135-d91f15a54ea3', 1772442000000);
INSERT INTO incompatible_groups (package_id, group_id, added_at) VALUES
    ('019cadc6-9a80-7026-a135-d91f15a54ea2', '019cadc6-9a80-7018-97c6-3fc86d1cb73f', 1772442000000);
INSERT INTO package_roles (id, package_id, resource_id, role_id, added_at) VALUES
    ('019cadc6-9a80-702a-ba61-2c17a03d7453', '019cadc6-9a80-7026-a135-d91f15a54ea2', '019cadc6-9a80-7028-90a2-ca3a69889ea4', '019cadc6-9a80-700e-a0af-49866c3eb595', 1772442000000),
    ('019cadc6-9a80-702e-8190-2d767681f83d', '019cadc6-9a80-7026-a135-d91f15a54ea2', '019cadc6-9a80-702c-8226-797876bc3db6', '019cadc6-9a80-7014-92b6-8c722b8a0ee3', 1772442000000);
INSERT INTO policies (id, package_id, display_name, name_key, description, scope, enabled, settings, created_at, modified_at, deleted_at, version) VALUES
    ('019cadc6-9a80-7030-af79-c1bb9df98241', '019cadc6-9a80-7026-a135-d91f15a54ea2', 'policy 019cadc6-9a80-7030-af79-c1bb9df98241', 'policy 019cadc6-9a80-7030-af79-c1bb9df98241', '', 'allMemberUsers', true, '{"scope":"allMemberUsers","subjects":[],"organizations":[],"enabled":true,"requestorJustificationRequired":false,"stages":[{"approvers":{"kind":"named","approvers":[{"kind":"user","id":"019cadc6-9a80-7008-82de-f0107782c32b"}]},"decideWithinDays":7,"approverJustificationRequired":false}],"questions":[],"expiration":{"kind":"afterDays","value":30},"customSchedule":false}', 1772442000000, 1772442000000, NULL, 1);
INSERT INTO policy_targets (policy_id, target_id) VALUES
    ('019cadc6-9a80-7030-af79-c1bb9df98241', '019cadc6-9a80-700a-94ab-071a0c9593e9');
INSERT INTO assignments (id, package_id, policy_id, subject_id, state, starts_at, ends_at, delivered_at, ended_at, end_reason, notice_at, created_at, version) VALUES
    ('019cadc6-9a80-703b-9981-45131f16b175', '019cadc6-9a80-7026-a135-d91f15a54ea2', '019cadc6-9a80-7030-af79-c1bb9df98241', '019cadc6-9a80-7006-88c8-e64752a943a1', 'delivered', 1772442000000, 1775034000000, 1772442000000, NULL, NULL, 1773824400000, 1772442000000, 2);
INSERT INTO requests (id, request_type, state, status, package_id, policy_id, assignment_id, subject_id, requestor_id, justification, answers, settings, asked_start, asked_end, created_at, completed_at, version) VALUES
    ('019cadc6-9a80-7032-9ccb-7ec5b9e88696', 'userAdd', 'delivered', 'Delivered', '019cadc6-9a80-7026-a135-d91f15a54ea2', '019cadc6-9a80-7030-af79-c1bb9df98241', '019cadc6-9a80-703b-9981-45131f16b175', '019cadc6-9a80-7006-88c8-e64752a943a1', '019cadc6-9a80-7006-88c8-e64752a943a1', '', '[]', '{"scope":"allMemberUsers","subjects":[],"organizations":[],"enabled":true,"requestorJustificationRequired":false,"stages":[{"approvers":{"kind":"named","approvers":[{"kind":"user","id":"019cadc6-9a80-7008-82de-f0107782c32b"}]},"decideWithinDays":7,"approverJustificationRequired":false}],"questions":[],"expiration":{"kind":"afterDays","value":30},"customSchedule":false}', NULL, NULL, 1772442000000, 1772442000000, 4),
    ('019cadc6-9a80-7045-8796-9e711bc29c2e', 'userAdd', 'pendingApproval', 'PendingApproval', '019cadc6-9a80-7026-a135-d91f15a54ea2', '019cadc6-9a80-7030-af79-c1bb9df98241', NULL, '019cadc6-9a80-700a-94ab-071a0c9593e9', '019cadc6-9a80-700a-94ab-071a0c9593e9', '', '[]', '{"scope":"allMemberUsers","subjects":[],"organizations":[],"enabled":true,"requestorJustificationRequired":false,"stages":[{"approvers":{"kind":"named","approvers":[{"kind":"user","id":"019cadc6-9a80-7008-82de-f0107782c32b"}]},"decideWithinDays":7,"approverJustificationRequired":false}],"questions":[],"expiration":{"kind":"afterDays","value":30},"customSchedule":false}', NULL, NULL, 1772442000000, NULL, 2),
    ('019cadc6-9a80-7070-8000-000000000001', 'userExtend', 'delivered', 'Delivered', '019cadc6-9a80-7026-a135-d91f15a54ea2', '019cadc6-9a80-7030-af79-c1bb9df98241', '019cadc6-9a80-703b-9981-45131f16b175', '019cadc6-9a80-7006-88c8-e64752a943a1', '019cadc6-9a80-7006-88c8-e64752a943a1', 'Still on it.', '[]', '{"scope":"allMemberUsers","subjects":[],"organizations":[],"enabled":true,"requestorJustificationRequired":false,"stages":[],"questions":[],"expiration":{"kind":"afterDays","value":30},"customSchedule":false,"canExtend":true}', NULL, NULL, 1772442000000, 1772442000000, 2);
INSERT INTO approval_stages (id, request_id, position, status, opened_at, due_at, remind_at, decision, decided_by, decided_at, justification, fallback) VALUES
    ('019cadc6-9a80-7034-b12d-5a48cd49945a', '019cadc6-9a80-7032-9ccb-7ec5b9e88696', 0, 'Completed', 1772442000000, 1773046800000, NULL, 'Approve', '019cadc6-9a80-7008-82de-f0107782c32b', 1772442000000, '', false),
    ('019cadc6-9a80-7047-b044-f86deaccba71', '019cadc6-9a80-7045-8796-9e711bc29c2e', 0, 'InProgress', 1772442000000, 1773046800000, 1772744400000, NULL, NULL, NULL, '', false);
INSERT INTO stage_approvers (stage_id, principal_kind, principal_id, open, due_at, subject_id, requestor_id) VALUES
    ('019cadc6-9a80-7034-b12d-5a48cd49945a', 'user', '019cadc6-9a80-7008-82de-f0107782c32b', false, NULL, NULL, NULL),
    ('019cadc6-9a80-7047-b044-f86deaccba71', 'user', '019cadc6-9a80-7008-82de-f0107782c32b', true, 1773046800000, '019cadc6-9a80-700a-94ab-071a0c9593e9', '019cadc6-9a80-700a-94ab-071a0c9593e9');
INSERT INTO stage_approvals (stage_id, voice_id, approved_by, place_id, approved_at, justification) VALUES
    ('019cadc6-9a80-7034-b12d-5a48cd49945a', '019cadc6-9a80-7008-82de-f0107782c32b', '019cadc6-9a80-7008-82de-f0107782c32b', NULL, 1772442000000, '');
INSERT INTO request_events (id, request_id, at, kind, actor_id, note) VALUES
    ('019cadc6-9a80-7033-9134-3eaf9b717761', '019cadc6-9a80-7032-9ccb-7ec5b9e88696', 1772442000000, 'submitted', '019cadc6-9a80-7006-88c8-e64752a943a1', ''),
    ('019cadc6-9a80-703a-a311-152f77e344e0', '019cadc6-9a80-7032-9ccb-7ec5b9e88696', 1772442000000, 'approved', '019cadc6-9a80-7008-82de-f0107782c32b', ''),
    ('019cadc6-9a80-703e-885b-f66f294277b7', '019cadc6-9a80-7032-9ccb-7ec5b9e88696', 1772442000000, 'delivering', '019cadc6-9a80-7008-82de-f0107782c32b', ''),
    ('019cadc6-9a80-7040-9558-03f2f12b82a6', '019cadc6-9a80-7032-9ccb-7ec5b9e88696', 1772442000000, 'delivered', NULL, ''),
    ('019cadc6-9a80-7046-8125-07a761099dbb', '019cadc6-9a80-7045-8796-9e711bc29c2e', 1772442000000, 'submitted', '019cadc6-9a80-700a-94ab-071a0c9593e9', '');
INSERT INTO retired_ends (assignment_id, ends_at)
SELECT id, ends_at FROM assignments;
INSERT INTO deliveries (id, assignment_id, subject_id, role_id, state, attempts, next_try_at, last_error, changed_at) VALUES
    ('019cadc6-9a80-703c-96ef-20b4cf59eac0', '019cadc6-9a80-703b-9981-45131f16b175', '019cadc6-9a80-7006-88c8-e64752a943a1', '019cadc6-9a80-700e-a0af-49866c3eb595', 'granted', 1, NULL, '', 1772442000000),
    ('019cadc6-9a80-703d-92e3-c4406f7dbfbe', '019cadc6-9a80-703b-9981-45131f16b175', '019cadc6-9a80-7006-88c8-e64752a943a1', '019cadc6-9a80-7014-92b6-8c722b8a0ee3', 'granted', 1, NULL, '', 1772442000000);
INSERT INTO sessions (id, token_hash, user_id, method, user_agent, address, created_at, last_seen_at, expires_at) VALUES
    ('019cadc6-9a80-704c-a9d0-46c0547231b0', '1772804896dc82dde37b6147b6c2effb2942302e0b94fe1724c63286b1f8e674', '019cadc6-9a80-7006-88c8-e64752a943a1', 'password', 'Firefox', '192.0.2.7', 1772442000000, 1772442000000, 1775034000000);
INSERT INTO passcodes (id, mail, code_hash, created_at, expires_at, tries, used_at) VALUES
    ('019cadc6-9a80-704e-bdc7-27d067936d45', 'dana@contoso.example', 'e7f6aebdf7abe34a1b30ee0bac119d027edf817c225ec1a596cb09daf6a6cf43', 1772442000000, 1772442600000, 0, NULL);
INSERT INTO throttles (key, failures, last_failure_at, blocked_until) VALUES
    ('49c845313efb9ab9f87a4c56160a213fb40187e1eb5c7959f090e8addfb0c7ff', 1, 1772442000000, 0),
    ('bff8a7af858906ef97e7083c6f7f1836cdfd4e52acc2160fca576ce6cf0cbe0c', 1, 1772442000000, 0),
    ('4dbe5ec3c34c7681aabbcb992c9175f9f74dd8ba7db8c3db573b804ef824b5cf', 0, 1775034000000, 0),
    ('7c45b3d02be72d73d2390cd2084baa3ef9c5b76b3b456b2b0d92a54167959c62', 1, 1772442000000, 1772442000000),
    ('f46545304652e7f7e32ceb43eac7aa93b74fab402cefb845d968ed846d4cd3e2', 1, 1772442000000, 1772442000000),
    ('407da8d7529dbfb2f3dd55f1e18819db2271d0eb79dde87af706aea47feab9b0', 1, 1772442000000, 1772442000000);
INSERT INTO outbox (id, kind, payload, created_at, due_at, leased_until, attempts, done_at, last_error, outcome) VALUES
    ('019cadc6-9a80-7035-9c2e-9f9ab63904dc', 'mail', '', 1772442000000, NULL, 0, 1, 1772442000000, '', 'sent'),
    ('019cadc6-9a80-7041-a37f-ac67d2848389', 'mail', '', 1772442000000, NULL, 0, 1, 1772442000000, '', 'sent'),
    ('019cadc6-9a80-7048-986a-0c1210ca595a', 'mail', '{"to":"bo.ek@norrland.example","subject":"Please decide: Payroll for Cy Ruiz","body":"Cy Ruiz asks for Payroll.\n\nPlease decide by Monday 9 March 2026. After that the request is denied by itself.\n\nhttp://portal.example/approvals/019cadc6-9a80-7045-8796-9e711bc29c2e\n"}', 1772442000000, 1772442000000, 0, 0, NULL, '', ''),
    ('019cadc6-9a80-704f-87ef-8c5c0a5f2cc5', 'mail', '{"to":"dana@contoso.example","subject":"Your code for Norrland Energi: 057403","body":"Your code is 057403\n\nIt works once, for ten minutes, on the page where you asked for it. Nobody from Norrland Energi will ever ask you for it.\n\nIf you did not ask for a code, there is nothing to do.\n"}', 1772442000000, 1772442000000, 0, 0, NULL, '', '');
INSERT INTO demo_mails (id, recipient, subject, body, sent_at) VALUES
    ('019cadc6-9a80-7037-a2af-9b74a21048eb', 'bo.ek@norrland.example', 'Please decide: Payroll for Ada Lind', 'Ada Lind asks for Payroll.

Please decide by Monday 9 March 2026. After that the request is denied by itself.

http://portal.example/approvals/019cadc6-9a80-7032-9ccb-7ec5b9e88696
', 1772442000000),
    ('019cadc6-9a80-7042-8081-579c70b787e3', 'ada.lind@norrland.example', 'You now have access: Payroll', 'You now have Payroll. It lasts until Wednesday 1 April 2026.

http://portal.example/access
', 1772442000000);
INSERT INTO settings (key, value) VALUES
    ('example', 'kept');
INSERT INTO audit_records (seq, at, actor_id, actor_name, action, because, target_kind, target_id, target_name, catalog_id, package_id, subject_id, correlation_id, details, previous_hash, hash) VALUES
    (1, 1772442000000, '019cadc6-9a80-7006-88c8-e64752a943a1', 'Ada Lind', 'request.submit', 'own', 'request', '019cadc6-9a80-7032-9ccb-7ec5b9e88696', 'Payroll', '019cadc6-9a80-7022-9f90-f2f2c7bd3868', '019cadc6-9a80-7026-a135-d91f15a54ea2', '019cadc6-9a80-7006-88c8-e64752a943a1', '019cadc6-9a80-7031-bc1d-4368a1f58003', '{"policy":"policy 019cadc6-9a80-7030-af79-c1bb9df98241","type":"userAdd"}', '', '47e592e7112d47fec926aad0ff2c6c7f523b5989d89619c74473b6ce3c5422c6'),
    (2, 1772442000000, '019cadc6-9a80-7008-82de-f0107782c32b', 'Bo Ek', 'approval.approve', 'approver', 'request', '019cadc6-9a80-7032-9ccb-7ec5b9e88696', 'Payroll', '019cadc6-9a80-7022-9f90-f2f2c7bd3868', '019cadc6-9a80-7026-a135-d91f15a54ea2', '019cadc6-9a80-7006-88c8-e64752a943a1', '019cadc6-9a80-7039-97c8-69db45482bd1', '{"reason":"","stage":1}', '47e592e7112d47fec926aad0ff2c6c7f523b5989d89619c74473b6ce3c5422c6', '0a489c7ca92cd83e55084ca58077309d1b5825f86ef1e5fd94e4534424ad1643'),
    (3, 1772442000000, '019cadc6-9a80-7008-82de-f0107782c32b', 'Bo Ek', 'assignment.create', 'approver', 'assignment', '019cadc6-9a80-703b-9981-45131f16b175', 'Payroll', '019cadc6-9a80-7022-9f90-f2f2c7bd3868', '019cadc6-9a80-7026-a135-d91f15a54ea2', '019cadc6-9a80-7006-88c8-e64752a943a1', '019cadc6-9a80-7039-97c8-69db45482bd1', '{"ends":"2026-04-01T09:00:00.000Z","request":"019cadc6-9a80-7032-9ccb-7ec5b9e88696"}', '0a489c7ca92cd83e55084ca58077309d1b5825f86ef1e5fd94e4534424ad1643', '6b978c1dbfe261a20db6faa2edf22458ff7a8b336804dad782d9fb294a9f7220'),
    (4, 1772442000000, NULL, 'Bailiwick', 'assignment.deliver', 'system', 'assignment', '019cadc6-9a80-703b-9981-45131f16b175', 'Payroll', '019cadc6-9a80-7022-9f90-f2f2c7bd3868', '019cadc6-9a80-7026-a135-d91f15a54ea2', '019cadc6-9a80-7006-88c8-e64752a943a1', '019cadc6-9a80-703f-98b4-b7173c19c527', '{"failed":[],"granted":["Payroll: Reader","Payments: Member"],"revoked":[]}', '6b978c1dbfe261a20db6faa2edf22458ff7a8b336804dad782d9fb294a9f7220', 'f3176e8bd1f433768557218d8de4d2230cf3d1df7f4cb4851664befd0e7d1944'),
    (5, 1772442000000, '019cadc6-9a80-700a-94ab-071a0c9593e9', 'Cy Ruiz', 'request.submit', 'own', 'request', '019cadc6-9a80-7045-8796-9e711bc29c2e', 'Payroll', '019cadc6-9a80-7022-9f90-f2f2c7bd3868', '019cadc6-9a80-7026-a135-d91f15a54ea2', '019cadc6-9a80-700a-94ab-071a0c9593e9', '019cadc6-9a80-7044-81d7-03bad27f05b8', '{"policy":"policy 019cadc6-9a80-7030-af79-c1bb9df98241","type":"userAdd"}', 'f3176e8bd1f433768557218d8de4d2230cf3d1df7f4cb4851664befd0e7d1944', '9064184d1e0c0affca4fa660daec14f0fb2cea9dde258a7570d6cf54d51abd4d'),
    (6, 1772442000000, NULL, 'Bailiwick', 'password.set', 'system', 'user', '019cadc6-9a80-7006-88c8-e64752a943a1', 'Ada Lind', NULL, NULL, '019cadc6-9a80-7006-88c8-e64752a943a1', '019cadc6-9a80-7049-a7c6-780b7cf26100', '{}', '9064184d1e0c0affca4fa660daec14f0fb2cea9dde258a7570d6cf54d51abd4d', '3d875e0a099136aa5037f00dbeed8cd73bf965d4c217dc15379f5608c33bd840'),
    (7, 1772442000000, NULL, 'Nobody signed in', 'session.refused', 'system', 'user', '019cadc6-9a80-7006-88c8-e64752a943a1', 'Ada Lind', NULL, NULL, '019cadc6-9a80-7006-88c8-e64752a943a1', '019cadc6-9a80-704a-9c91-cd07b5a849e0', '{"address":"192.0.2.7","method":"password","reason":"wrong password"}', '3d875e0a099136aa5037f00dbeed8cd73bf965d4c217dc15379f5608c33bd840', 'c58f919004a9cafd7faf7fc116b25379d4728fdc07c730f21b01406c99ccdca2'),
    (8, 1772442000000, '019cadc6-9a80-7006-88c8-e64752a943a1', 'Ada Lind', 'session.start', 'own', 'user', '019cadc6-9a80-7006-88c8-e64752a943a1', 'Ada Lind', NULL, NULL, '019cadc6-9a80-7006-88c8-e64752a943a1', '019cadc6-9a80-704b-a406-4166b5841617', '{"address":"192.0.2.7","method":"password","session":"019cadc6-9a80-704c-a9d0-46c0547231b0"}', 'c58f919004a9cafd7faf7fc116b25379d4728fdc07c730f21b01406c99ccdca2', '93e4072f7f2523334f33c682fe324a73d69cd6c18e5ffb767c15459b45e0c116');
INSERT INTO deputies (id, person_id, deputy_id, starts_at, ends_at, created_at) VALUES
    ('019cadc6-9a80-7060-8000-000000000001', '019cadc6-9a80-7008-82de-f0107782c32b', '019cadc6-9a80-7006-88c8-e64752a943a1', 1772442000000, 1772874000000, 1772442000000);
INSERT INTO user_attributes (user_id, attribute, value) VALUES
    ('019cadc6-9a80-7006-88c8-e64752a943a1', 'badge.color', 'Blue');
INSERT INTO written_attributes (user_id, attribute, previous, value) VALUES
    ('019cadc6-9a80-7006-88c8-e64752a943a1', 'badge.color', '', 'Blue');
INSERT INTO attribute_holds (assignment_id, object_id, attribute, user_id) VALUES
    ('019cadc6-9a80-703b-9981-45131f16b175', '019cadc6-9a80-700c-a169-bd3570315698', 'badge.color', '019cadc6-9a80-7006-88c8-e64752a943a1');
UPDATE users SET lifecycle = 'governed', remove_at = 1775034000000 WHERE kind = 'guest';
INSERT INTO left_out_roles (assignment_id, role_id) VALUES
    ('019cadc6-9a80-703b-9981-45131f16b175', '019cadc6-9a80-7010-a2c3-8ff6eec422f3');
INSERT INTO counted_weeks (week) VALUES
    (1771804800000);
INSERT INTO package_weeks (week, package_id, asked, granted, denied, unanswered, canceled, failed, to_access, stages) VALUES
    (1771804800000, '019cadc6-9a80-7026-a135-d91f15a54ea2', 2, 1, 1, 0, 0, 0, '{"30":1}', '{"0":{"12":2}}');
INSERT INTO policy_templates (id, catalog_id, display_name, name_key, settings, created_at) VALUES
    ('019cadc6-9a80-7070-8000-000000000001', '019cadc6-9a80-7022-9f90-f2f2c7bd3868', 'Usual', 'usual', '{"scope":"allMemberUsers","subjects":[],"organizations":[],"enabled":true,"requestorJustificationRequired":false,"stages":[{"approvers":{"kind":"named","approvers":[{"kind":"user","id":"019cadc6-9a80-7008-82de-f0107782c32b"}]},"decideWithinDays":7,"approverJustificationRequired":false}],"questions":[],"expiration":{"kind":"afterDays","value":30},"customSchedule":false}', 1772442000000),
    ('019cadc6-9a80-7070-8000-000000000002', NULL, 'For all', 'for all', '{"scope":"allMemberUsers","subjects":[],"organizations":[],"enabled":true,"requestorJustificationRequired":false,"stages":[{"approvers":{"kind":"named","approvers":[{"kind":"user","id":"019cadc6-9a80-7008-82de-f0107782c32b"}]},"decideWithinDays":7,"approverJustificationRequired":false}],"questions":[],"expiration":{"kind":"afterDays","value":30},"customSchedule":false}', 1772442000000);
UPDATE assignments SET scope_lost_at = 1772442000000, scope_ends_at = 1775034000000 WHERE state <> 'expired';
INSERT INTO scope_watches (policy_id, look_at, after_id, again) VALUES
    ('019cadc6-9a80-7030-af79-c1bb9df98241', 1772463600000, NULL, false);
INSERT INTO scope_looks (user_id, asked_at) VALUES
    ('019cadc6-9a80-7006-88c8-e64752a943a1', 1772442000000);
INSERT INTO emergency_reviews (request_id, package_id, subject_id, opened_at, answered_at, answered_by, justified, comment) VALUES
    ('019cadc6-9a80-7032-9ccb-7ec5b9e88696', '019cadc6-9a80-7026-a135-d91f15a54ea2', '019cadc6-9a80-7006-88c8-e64752a943a1', 1772442000000, 1772442060000, '019cadc6-9a80-7008-82de-f0107782c32b', TRUE, 'The line stood still');
INSERT INTO emergency_reviewers (request_id, principal_kind, principal_id) VALUES
    ('019cadc6-9a80-7032-9ccb-7ec5b9e88696', 'user', '019cadc6-9a80-7008-82de-f0107782c32b');
INSERT INTO outbox (id, kind, payload, created_at, due_at, leased_until, attempts, done_at, last_error, recipient_id, about_id, held_at, outcome) VALUES
    ('019cadc6-9a80-7080-8000-000000000001', 'notice', '{"deputy":{"of":"Ada Lind","period":[1772442000000,1772874000000]}}', 1772442000000, NULL, 0, 1, NULL, '', '019cadc6-9a80-7008-82de-f0107782c32b', '019cadc6-9a80-7006-88c8-e64752a943a1', 1772442000000, ''),
    ('019cadc6-9a80-7080-8000-000000000002', 'notice', '{"deputy":{"of":"Ada Lind","period":[1772442000000,1772442000001]}}', 1772442000000, NULL, 0, 1, 1772442000002, '', '019cadc6-9a80-7008-82de-f0107782c32b', '019cadc6-9a80-7006-88c8-e64752a943a1', NULL, 'recalled');
INSERT INTO notice_preferences (user_id, preferences) VALUES
    ('019cadc6-9a80-7008-82de-f0107782c32b', '{"timings":{"waiting":"digest"},"digestHour":10}');
INSERT INTO digests (user_id, due_at) VALUES
    ('019cadc6-9a80-7008-82de-f0107782c32b', 1772445600000);
UPDATE users SET language = 'de' WHERE id = '019cadc6-9a80-7008-82de-f0107782c32b';
INSERT INTO guest_policies (id, position, display_name, enabled, rules, confirms_since, created_at, modified_at, deleted_at, version) VALUES
    ('019cadc6-9a80-7090-8000-000000000001', 1, 'Partners', TRUE, '{"scope":{"kind":"all"},"confirmDays":90,"effect":{"kind":"disableThenRemove","value":30},"graceDays":7}', 1772442000000, 1772442000000, 1772442000000, NULL, 1);
INSERT INTO guest_watches (user_id, policy_id, confirm_at, told, confirmed_at, confirmed_by, remark, counts_from) VALUES
    ('019cadc6-9a80-7020-b409-f417825797db', '019cadc6-9a80-7090-8000-000000000001', 1780218000000, 1, 1772442000000, '019cadc6-9a80-7008-82de-f0107782c32b', 'Until summer', NULL);
INSERT INTO guest_plans (user_id, policy_id, because, effect, noticed_at, acts_at, acted, remove_at, due_at) VALUES
    ('019cadc6-9a80-7020-b409-f417825797db', '019cadc6-9a80-7090-8000-000000000001', 'letGo', '{"kind":"disableThenRemove","value":30}', 1772442000000, 1773046800000, FALSE, NULL, 1772744400000);
INSERT INTO sponsor_asks (sponsor_id, asked_at) VALUES
    ('019cadc6-9a80-7008-82de-f0107782c32b', 1772442000000);
UPDATE guest_rounds SET look_at = 1772442000000;
UPDATE users SET signed_in_at = 1772442000000 WHERE id = '019cadc6-9a80-7020-b409-f417825797db';
UPDATE audit_head SET seq = 8, hash = '93e4072f7f2523334f33c682fe324a73d69cd6c18e5ffb767c15459b45e0c116';
