-- With the rows of the version before.
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
