//! One world: a database, an engine, a clock.

use super::{Backend, Database};
use engine::clock::Clock;
use engine::db::Db;
use engine::{Ctx, Engine, EngineOptions};
use shared::authz::{Actor, Role};
use shared::directory::Principal;
use shared::ids::{CatalogId, RoleAssignmentId, UserId};
use shared::time::Timestamp;
use std::sync::Arc;

/// Monday 2 March 2026, 09:00 UTC: when every story begins.
const BEGINNING: Timestamp = Timestamp(1_772_442_000_000);

/// What a story plays in.
#[derive(Debug)]
pub struct World {
    pub engine: Arc<Engine>,
    pub backend: Backend,
    database: Database,
}

impl World {
    pub async fn new(backend: Backend) -> Self {
        Self::with(backend, EngineOptions::default()).await
    }

    /// A world whose engine is set up in another way.
    pub async fn with(backend: Backend, options: EngineOptions) -> Self {
        let database = Database::migrated(backend).await;
        let options = EngineOptions {
            public_url: "http://portal.example".to_owned(),
            organization: "Norrland Energi".to_owned(),
            ..options
        };
        let engine = Engine::new(database.db.clone(), Clock::mock(BEGINNING), options);
        Self {
            engine,
            backend,
            database,
        }
    }

    pub const fn db(&self) -> &Db {
        &self.database.db
    }

    /// Where the database is, for a second engine over the same one.
    pub fn url(&self) -> &str {
        &self.database.url
    }

    pub fn now(&self) -> Timestamp {
        self.engine.clock.now()
    }

    /// Moves the clock; nothing else happens.
    pub fn pass_hours(&self, hours: i64) {
        self.engine.clock.advance(hours * 3_600_000);
    }

    /// Lets everything happen that is due now: deadlines, ends, deliveries, mail.
    pub async fn settle(&self) {
        self.engine.settle().await.unwrap();
    }

    /// Lets days pass, with everything that falls due on the way.
    pub async fn advance(&self, days: i64) {
        for _ in 0..days {
            self.pass_hours(24);
            self.settle().await;
        }
    }

    /// A fresh id.
    pub fn id<T: From<uuid::Uuid>>(&self) -> T {
        self.engine.system().id()
    }

    /// The product acting by itself.
    pub fn system(&self) -> Ctx {
        self.engine.system()
    }

    /// Nobody signed in.
    pub fn anonymous(&self) -> Ctx {
        Ctx::new(&self.engine, Actor::Anonymous, String::new())
    }

    /// A context of this person, with the roles held directly and through groups.
    pub async fn as_user(&self, user: UserId) -> Ctx {
        let name = value!(
            self,
            String,
            "SELECT display_name FROM users WHERE id = $1",
            user
        );
        let mut conn = self.db().read().await.unwrap();
        let roles = engine::roles::held_by(&mut conn, user).await.unwrap();
        Ctx::new(&self.engine, Actor::Person { id: user, roles }, name)
    }

    /// Gives a role of the product; `catalog` exactly for the roles of a catalog.
    pub async fn give_role(&self, to: Principal, role: Role, catalog: Option<CatalogId>) {
        let id: RoleAssignmentId = self.id();
        run_sql!(
            self,
            "INSERT INTO role_assignments (id, role, catalog_id, principal_kind, principal_id, created_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
            id,
            role,
            catalog,
            to.kind(),
            to.id(),
            self.now()
        )
        .unwrap();
    }

    /// A new member with the administrator's role.
    pub async fn administrator(&self) -> Ctx {
        self.administrator_named("Ingrid Administrator").await
    }

    /// As [`Self::administrator`], for stories with several.
    pub async fn administrator_named(&self, name: &str) -> Ctx {
        let user = self.member(name).await;
        let role = Role::IdentityGovernanceAdministrator;
        self.give_role(Principal::User(user), role, None).await;
        self.as_user(user).await
    }

    /// The number of rows of a table.
    pub async fn count(&self, table: &str) -> i64 {
        value!(self, i64, format!("SELECT COUNT(*) FROM {table}"))
    }
}
