-- With the rows of the version before.
INSERT INTO emergency_reviews (request_id, package_id, subject_id, opened_at, answered_at, answered_by, justified, comment) VALUES
    ('019cadc6-9a80-7032-9ccb-7ec5b9e88696', '019cadc6-9a80-7026-a135-d91f15a54ea2', '019cadc6-9a80-7006-88c8-e64752a943a1', 1772442000000, 1772442060000, '019cadc6-9a80-7008-82de-f0107782c32b', TRUE, 'The line stood still');
INSERT INTO emergency_reviewers (request_id, principal_kind, principal_id) VALUES
    ('019cadc6-9a80-7032-9ccb-7ec5b9e88696', 'user', '019cadc6-9a80-7008-82de-f0107782c32b');
