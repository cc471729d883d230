//! Migrating again changes nothing, at the same time neither, and a database from the future is
//! refused.

use crate::support::Database;
use sqlx::migrate::MigrateError;

both! {
    async fn migrating_again_changes_nothing(world) {
        let ada = world.member("Ada Lind").await;
        let before = rows!(world, (i64, bool), "SELECT version, success FROM _sqlx_migrations ORDER BY version");
        world.db().migrate().await.unwrap();
        world.db().migrate().await.unwrap();
        let after = rows!(world, (i64, bool), "SELECT version, success FROM _sqlx_migrations ORDER BY version");
        assert_eq!(before, after);
        assert!(!before.is_empty() && before.iter().all(|(_, success)| *success));
        assert_eq!(value!(world, shared::ids::UserId, "SELECT id FROM users"), ada);
    }

    async fn an_empty_database_gets_the_whole_schema(world) {
        let empty = Database::empty(world.backend).await;
        empty.db.migrate().await.unwrap();
        let conn = empty.db.read().await;
        assert!(conn.is_ok());
        assert_eq!(engine::audit::verify(&empty.db).await.unwrap(), engine::audit::Verdict::Intact(0));
    }

    async fn two_servers_may_migrate_at_the_same_time(world) {
        let empty = Database::empty(world.backend).await;
        let second = engine::db::Db::open(&empty.url).await.unwrap();
        let (one, two) = tokio::join!(empty.db.migrate(), second.migrate());
        one.unwrap();
        two.unwrap();
        second.close().await;
    }

    async fn a_database_of_a_later_version_is_refused(world) {
        run_sql!(
            world,
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             SELECT 999999, 'from the future', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1"
        )
        .unwrap();
        let refused = world.db().migrate().await;
        assert!(matches!(refused, Err(MigrateError::VersionMissing(999_999))), "{refused:?}");
    }
}
