SELECT 'SQLite ' || sqlite_version() AS kind, pages.page_count * size.page_size AS bytes,
    (SELECT MAX(version) FROM _sqlx_migrations WHERE success) AS schema_version
FROM pragma_page_count() pages, pragma_page_size() size
