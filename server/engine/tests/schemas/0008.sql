-- With the rows of the version before.
UPDATE outbox SET outcome = 'sent' WHERE done_at IS NOT NULL;
INSERT INTO outbox (id, kind, payload, created_at, due_at, leased_until, attempts, done_at, last_error, recipient_id, about_id, held_at, outcome) VALUES
    ('019cadc6-9a80-7080-8000-000000000001', 'notice', '{"deputy":{"of":"Ada Lind","period":[1772442000000,1772874000000]}}', 1772442000000, NULL, 0, 1, NULL, '', '019cadc6-9a80-7008-82de-f0107782c32b', '019cadc6-9a80-7006-88c8-e64752a943a1', 1772442000000, ''),
    ('019cadc6-9a80-7080-8000-000000000002', 'notice', '{"deputy":{"of":"Ada Lind","period":[1772442000000,1772442000001]}}', 1772442000000, NULL, 0, 1, 1772442000002, '', '019cadc6-9a80-7008-82de-f0107782c32b', '019cadc6-9a80-7006-88c8-e64752a943a1', NULL, 'recalled');
INSERT INTO notice_preferences (user_id, preferences) VALUES
    ('019cadc6-9a80-7008-82de-f0107782c32b', '{"timings":{"waiting":"digest"},"digestHour":10}');
INSERT INTO digests (user_id, due_at) VALUES
    ('019cadc6-9a80-7008-82de-f0107782c32b', 1772445600000);
UPDATE users SET language = 'de' WHERE id = '019cadc6-9a80-7008-82de-f0107782c32b';
