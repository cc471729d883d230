//! What callers see when the database refuses or does not answer: never a cause, never a lie.

use crate::support::Backend;
use crate::support::crowd::chain_is_intact;
use engine::Failure;
use engine::db::Db;
use shared::AppError;
use shared::forms::catalogs::CatalogInput;
use shared::ids::CatalogId;

fn seen(error: sqlx::Error) -> AppError {
    Failure::from(error).public()
}

both! {
    async fn a_closed_database_is_unavailable(world) {
        let ctx = world.administrator().await;
        world.db().close().await;
        let failure = ctx.read().await.err().unwrap();
        assert_eq!(failure.public(), AppError::Unavailable);
        let permit = world.system().by_system().unwrap();
        let failure = ctx.begin(&permit).await.err().unwrap();
        assert_eq!(failure.public(), AppError::Unavailable);
        assert!(world.db().ping().await.is_err());
    }

    async fn a_broken_constraint_is_our_fault_and_says_nothing(world) {
        world.member("Ada Lind").await;
        let before = world.count("catalogs").await;
        let ada = rows!(world, (String,), "SELECT user_name FROM users").remove(0).0;
        let twice = run_sql!(
            world,
            "INSERT INTO catalogs (id, display_name, name_key, state, externally_visible, catalog_type, created_at, modified_at)
             VALUES ($1, $2, $2, 'published', $3, 'userManaged', 1, 1), ($4, $2, $2, 'published', $3, 'userManaged', 1, 1)",
            world.id::<CatalogId>(),
            &ada,
            true,
            world.id::<CatalogId>()
        );
        let error = twice.unwrap_err();
        assert!(error.as_database_error().is_some_and(|cause| cause.is_unique_violation()), "{error}");
        let seen = seen(error);
        assert_eq!(seen, AppError::Internal);
        assert!(!seen.to_string().contains("ada.lind"));
        assert_eq!(world.count("catalogs").await, before);
    }

    async fn a_reference_to_nothing_is_refused(world) {
        let refused = run_sql!(
            world,
            "UPDATE users SET manager_id = $1",
            world.id::<shared::ids::UserId>()
        );
        assert_eq!(refused.unwrap(), 0);
        let ada = world.member("Ada Lind").await;
        let refused = run_sql!(
            world,
            "UPDATE users SET manager_id = $1 WHERE id = $2",
            world.id::<shared::ids::UserId>(),
            ada
        );
        let error = refused.unwrap_err();
        assert!(error.as_database_error().is_some_and(|cause| cause.is_foreign_key_violation()), "{error}");
        assert_eq!(seen(error), AppError::Internal);
    }
}

#[test]
fn a_full_disk_is_unavailable_and_writing_goes_on_once_there_is_room() {
    crate::support::run(Backend::Sqlite, async |world| {
        let admin = world.administrator().await;
        let Db::Sqlite { writer, .. } = world.db() else {
            panic!("not SQLite")
        };
        let make = async |number: usize| {
            let input = CatalogInput {
                name: format!("Catalog {number}"),
                description: "x".repeat(2_000),
                texts: shared::texts::Texts::default(),
                enabled: true,
                external: false,
            };
            engine::catalogs::create(&admin, input).await
        };
        let pages: i64 = sqlx::query_scalar("PRAGMA page_count")
            .fetch_one(writer)
            .await
            .unwrap();
        let limit = |pages| sqlx::AssertSqlSafe(format!("PRAGMA max_page_count = {pages}"));
        sqlx::raw_sql(limit(pages)).execute(writer).await.unwrap();
        let mut made = 0;
        let failure = loop {
            match make(made).await {
                Ok(_) => made += 1,
                Err(failure) => break failure,
            }
        };
        assert_eq!(failure.public(), AppError::Unavailable);
        assert_eq!(
            world.count("catalogs").await,
            1 + i64::try_from(made).unwrap()
        );
        sqlx::raw_sql(limit(i64::from(u32::MAX - 1)))
            .execute(writer)
            .await
            .unwrap();
        make(made).await.unwrap();
        chain_is_intact(&world).await;
    });
}

#[test]
fn a_lost_connection_is_unavailable_and_the_next_one_works() {
    crate::support::run(Backend::Postgres, async |world| {
        let Db::Postgres(pool) = world.db() else {
            panic!("not Postgres")
        };
        let mut conn = pool.begin().await.unwrap();
        let pid: i32 = sqlx::query_scalar("SELECT pg_backend_pid()")
            .fetch_one(&mut *conn)
            .await
            .unwrap();
        sqlx::query("SELECT pg_terminate_backend($1)")
            .bind(pid)
            .execute(pool)
            .await
            .unwrap();
        let error = sqlx::query("SELECT 1")
            .execute(&mut *conn)
            .await
            .unwrap_err();
        assert_eq!(seen(error), AppError::Unavailable);
        drop(conn);
        world.db().ping().await.unwrap();
    });
}

#[test]
fn a_server_that_is_not_there_is_unavailable() {
    crate::support::run(Backend::Postgres, async |_world| {
        // Port 9 (discard) is not listened on.
        let error = Db::open("postgres://nobody@127.0.0.1:9/nothing")
            .await
            .unwrap_err();
        assert_eq!(seen(error), AppError::Unavailable);
    });
}

#[test]
fn a_file_that_cannot_be_opened_is_unavailable() {
    crate::support::run(Backend::Sqlite, async |_world| {
        let error = Db::open("sqlite:/nonexistent/folder/data.sqlite")
            .await
            .unwrap_err();
        assert_eq!(seen(error), AppError::Unavailable);
    });
}

#[test]
fn other_urls_are_refused_with_what_is_allowed() {
    crate::support::run(Backend::Sqlite, async |_world| {
        let error = Db::open("mysql://localhost/x").await.unwrap_err();
        assert!(
            error.to_string().contains("sqlite:<path> or postgres://"),
            "{error}"
        );
    });
}
