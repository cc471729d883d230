-- Each database has its own words for its version and its size.
SELECT 'PostgreSQL ' || current_setting('server_version') AS kind, pg_database_size(current_database()) AS bytes,
    (SELECT MAX(version) FROM _sqlx_migrations WHERE success) AS schema_version
