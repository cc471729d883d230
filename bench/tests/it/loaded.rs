//! What the loader writes is what the engine would have written: it goes on working with it.

use crate::backend::{Backend, Database};
use bench::seed::ids::{Kind, id};
use bench::seed::model::{Model, Way};
use bench::seed::{Seed, load, load_some, loaded, token};
use engine::audit::{Verdict, verify};
use engine::clock::Clock;
use engine::{Ctx, Engine, EngineOptions, approvals, identity, my, requests};
use shared::approval::Decision;
use shared::forms::requests::{DecisionInput, RequestInput};
use shared::ids::{PackageId, PolicyId, RequestId, StageId};
use shared::time::Timestamp;
use std::sync::Arc;

/// Monday 2 March 2026, 09:00 UTC.
const NOW: Timestamp = Timestamp(1_772_442_000_000);

/// An engine over a loaded database.
pub struct World {
    pub engine: Arc<Engine>,
    pub database: Database,
    pub model: Model,
}

impl World {
    pub async fn new(backend: Backend, seed: Seed) -> Self {
        let database = Database::empty(backend).await;
        load(&database.db, seed, true, NOW).await.unwrap();
        Self::over(database, seed)
    }

    fn over(database: Database, seed: Seed) -> Self {
        let engine = Engine::new(
            database.db.clone(),
            Clock::mock(NOW),
            EngineOptions::default(),
        );
        let numbers = seed.numbers(true);
        Self {
            engine,
            database,
            model: Model { numbers, now: NOW },
        }
    }

    /// The context of a person who comes with their session cookie.
    pub async fn signed_in(&self, n: u64) -> Ctx {
        let person = identity::actor_for(&self.engine, &token(n))
            .await
            .unwrap()
            .expect("the person is signed in");
        assert_eq!(person.user.0, id(Kind::User, n));
        Ctx::new(&self.engine, person.actor, person.name)
    }

    pub async fn count(&self, what: &str) -> i64 {
        let sql = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {what}"));
        let mut conn = self.database.db.read().await.unwrap();
        match conn.raw() {
            engine::db::Raw::Sqlite(conn) => sqlx::query_scalar(sql).fetch_one(conn).await,
            engine::db::Raw::Postgres(conn) => sqlx::query_scalar(sql).fetch_one(conn).await,
        }
        .unwrap()
    }

    /// Nothing in the database contradicts itself.
    pub async fn assert_sound(&self) {
        assert!(matches!(
            verify(&self.database.db).await.unwrap(),
            Verdict::Intact(records) if records > 0
        ));
        if !self.database.db.is_postgres() {
            assert_eq!(self.count("pragma_foreign_key_check").await, 0);
            assert_eq!(
                self.count("pragma_integrity_check WHERE integrity_check <> 'ok'")
                    .await,
                0
            );
        }
        // No access without a live source, no live source without access.
        let source = "SELECT 1 FROM deliveries d WHERE d.subject_id = h.user_id \
             AND d.role_id = h.role_id AND d.state = 'granted'";
        let baseless =
            format!("role_holders h WHERE h.origin = 'delivered' AND NOT EXISTS ({source})");
        assert_eq!(self.count(&baseless).await, 0);
        let missing = "deliveries d WHERE d.state = 'granted' AND NOT EXISTS (SELECT 1 \
             FROM role_holders h WHERE h.user_id = d.subject_id AND h.role_id = d.role_id)";
        assert_eq!(self.count(missing).await, 0);
    }
}

/// Runs a story on one database.
pub fn run<Told: Future<Output = ()>>(backend: Backend, story: fn(Backend) -> Told) {
    if backend.is_left_out() {
        eprintln!("left out: BAILIWICK_TEST_ONLY names another database");
        return;
    }
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(story(backend));
}

macro_rules! both {
    ($($story:ident),+ $(,)?) => {$(
        mod $story {
            #[test]
            fn sqlite() {
                crate::loaded::run(crate::backend::Backend::Sqlite, super::stories::$story);
            }

            #[test]
            fn postgres() {
                crate::loaded::run(crate::backend::Backend::Postgres, super::stories::$story);
            }
        }
    )+};
}
pub(crate) use both;

both!(
    the_engine_works_on_a_loaded_organization,
    sizes_are_as_named,
    loading_is_careful,
    an_interrupted_load_goes_on
);

mod stories {
    use super::*;

    pub async fn the_engine_works_on_a_loaded_organization(backend: Backend) {
        let world = World::new(backend, Seed::S).await;
        world.assert_sound().await;

        // Nothing is due: the organization is at rest.
        assert_eq!(world.engine.reconcile().await.unwrap(), 0);

        // Somebody finds a package, and asks for one with two stages.
        let (user, package) = (0..world.model.numbers.users)
            .rev()
            .find_map(|user| {
                let place = world.model.numbers.held_by_each + 10;
                let package = world.model.package_of(user, place);
                (world.model.way(package) == Way::TwoStages).then_some((user, package))
            })
            .unwrap();
        let me = world.signed_in(user).await;
        let page = my::available(&me, "", "").await.unwrap();
        assert!(!page.cards.rows.is_empty());
        let input = RequestInput {
            policy: Some(PolicyId(id(Kind::Policy, package))),
            justification: "For the monthly closing.".to_owned(),
            ..RequestInput::default()
        };
        let request = requests::submit(&me, PackageId(id(Kind::Package, package)), &input)
            .await
            .unwrap();

        // The manager approves, then one of the named people.
        for stage in 0..2 {
            let (people, _) = world.model.asked(package, stage, user);
            approve(&world, request, stage, people[0]).await;
        }

        // A request that was loaded in the middle of its approval goes on as well.
        let (open, approver) = half_way(&world).await;
        approve(&world, open, 1, approver).await;

        world.engine.settle().await.unwrap();
        for request in [request, open] {
            let what = format!(
                "requests WHERE state = 'delivered' AND id = {}",
                literal(&world, request)
            );
            assert_eq!(world.count(&what).await, 1);
        }
        world.assert_sound().await;
    }

    async fn approve(world: &World, request: RequestId, stage: usize, approver: u64) {
        let mut conn = world.database.db.read().await.unwrap();
        let stages = approvals::store::stages(&mut conn, request).await.unwrap();
        drop(conn);
        let input = DecisionInput {
            stage: StageId(stages[stage].stage.id.0),
            decision: Decision::Approve,
            justification: "Agreed.".to_owned(),
            seen_due: None,
        };
        let ctx = world.signed_in(approver).await;
        approvals::decide(&ctx, request, &input).await.unwrap();
    }

    /// A loaded request whose first stage is approved, and someone whom the second one asks.
    async fn half_way(world: &World) -> (RequestId, u64) {
        let n = world.model.numbers;
        for user in 0..n.users {
            for pending in n.share(n.pending, user) {
                let request = RequestId(id(Kind::Request, n.assignments() + pending));
                let mut conn = world.database.db.read().await.unwrap();
                let stages = approvals::store::stages(&mut conn, request).await.unwrap();
                if let [first, second] = stages.as_slice()
                    && first.stage.decided_by.is_some()
                {
                    let approver = (0..n.users)
                        .find(|person| id(Kind::User, *person) == second.asked[0].id())
                        .unwrap();
                    return (request, approver);
                }
            }
        }
        panic!("no request is half way");
    }

    fn literal(world: &World, id: RequestId) -> String {
        if world.database.db.is_postgres() {
            format!("'{id}'")
        } else {
            format!("x'{}'", id.0.simple())
        }
    }

    pub async fn sizes_are_as_named(backend: Backend) {
        let world = World::new(backend, Seed::L).await;
        world.assert_sound().await;
        let n = world.model.numbers;
        for (table, wanted) in [
            ("users", n.users),
            ("access_packages", n.packages),
            ("policies", n.packages),
            ("assignments", n.assignments()),
            ("requests", n.requests),
            ("requests WHERE state = 'pendingApproval'", n.pending),
            ("approval_stages WHERE status = 'InProgress'", n.pending),
            ("sessions", n.sessions),
        ] {
            let found = world.count(table).await;
            assert_eq!(u64::try_from(found).unwrap(), wanted, "{table}");
        }
    }

    pub async fn loading_is_careful(backend: Backend) {
        let database = Database::empty(backend).await;
        assert!(
            load(&database.db, Seed::S, true, NOW)
                .await
                .unwrap()
                .complete
        );
        // Again: nothing happens. With another seed: refused.
        let later = NOW.plus_days(1);
        let again = load(&database.db, Seed::S, true, later).await.unwrap();
        assert_eq!((again.now, again.complete), (NOW.0, true));
        let refused = load(&database.db, Seed::L, true, NOW).await.unwrap_err();
        assert!(refused.to_string().contains("already"), "{refused}");
        assert_eq!(loaded(&database.db).await.unwrap(), Some(again));
    }

    pub async fn an_interrupted_load_goes_on(backend: Backend) {
        let world = World::new(backend, Seed::S).await;
        let database = Database::empty(backend).await;
        let mut steps = 0;
        loop {
            // Later and later, but the organization stays that of the first try.
            let now = NOW.plus_hours(steps);
            let state = load_some(&database.db, Seed::S, true, now, 2)
                .await
                .unwrap();
            assert_eq!(state.now, NOW.0);
            steps += 2;
            if state.complete {
                break;
            }
        }
        assert!(steps > 4, "there is something to interrupt");
        let other = World::over(database, Seed::S);
        other.assert_sound().await;
        for table in bench::seed::Table::ALL {
            let name = table.name();
            assert_eq!(world.count(name).await, other.count(name).await, "{name}");
        }
        let head = "SELECT hash FROM audit_head";
        assert_eq!(text(&world, head).await, text(&other, head).await);
    }

    async fn text(world: &World, sql: &'static str) -> String {
        let mut conn = world.database.db.read().await.unwrap();
        match conn.raw() {
            engine::db::Raw::Sqlite(conn) => sqlx::query_scalar(sql).fetch_one(conn).await,
            engine::db::Raw::Postgres(conn) => sqlx::query_scalar(sql).fetch_one(conn).await,
        }
        .unwrap()
    }
}
