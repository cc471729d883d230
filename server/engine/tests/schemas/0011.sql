-- With the rows of the version before.
INSERT INTO second_factors (user_id, secret, last_step, created_at, confirmed_at, recovery_salt) VALUES
    ('019cadc6-9a80-7006-88c8-e64752a943a1', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 59081400, 1772442000000, 1772442060000, '000102030405060708090a0b0c0d0e0f');
INSERT INTO recovery_codes (user_id, code_hash, used_at) VALUES
    ('019cadc6-9a80-7006-88c8-e64752a943a1', '$argon2id$v=19$m=19456,t=2,p=1$ocuh0VyzZUOd8yyURLIKsQ$ddhW59Ev/jzK/w8w0p+WsBouoXb/mPypNVi9be01VjI', 1772442120000);
INSERT INTO pending_sign_ins (token_hash, user_id, method, created_at, expires_at) VALUES
    ('1f0c', '019cadc6-9a80-7006-88c8-e64752a943a1', 'password', 1772442000000, 1772442300000);
INSERT INTO password_resets (token_hash, user_id, created_at, expires_at) VALUES
    ('2f0c', '019cadc6-9a80-7006-88c8-e64752a943a1', 1772442000000, 1772443800000),
    ('3f0c', NULL, 1772442000000, 1772443800000);
