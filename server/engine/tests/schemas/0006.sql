-- With the rows of the version before.
UPDATE assignments SET scope_lost_at = 1772442000000, scope_ends_at = 1775034000000 WHERE state <> 'expired';
INSERT INTO scope_watches (policy_id, look_at, after_id, again) VALUES
    ('019cadc6-9a80-7030-af79-c1bb9df98241', 1772463600000, NULL, false);
INSERT INTO scope_looks (user_id, asked_at) VALUES
    ('019cadc6-9a80-7006-88c8-e64752a943a1', 1772442000000);
