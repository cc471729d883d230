//! The engine: a database, a clock, randomness, and what runs beside requests.

use crate::clock::Clock;
use crate::ctx::Ctx;
use crate::db::Db;
use crate::entropy::Entropy;
use crate::outbox::{Mailbox, Mailer};
use crate::work::Work;
use shared::time::Timestamp;
use std::sync::Arc;
use tokio::sync::Notify;

/// How the engine is to behave.
#[derive(Clone, Debug)]
pub struct EngineOptions {
    /// The address people use, without a trailing slash: for links in mail.
    pub public_url: String,
    /// The name of the organization that runs the portal.
    pub organization: String,
    /// A demonstration: personas, mailbox page, movable clock.
    pub demo: bool,
    /// How mail leaves.
    pub mail: Arc<dyn Mailer>,
    /// Answers of the REST API say how many statements they took.
    pub count_statements: bool,
}

impl Default for EngineOptions {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:3000".to_owned(),
            organization: "Bailiwick".to_owned(),
            demo: false,
            mail: Arc::new(Mailbox),
            count_statements: false,
        }
    }
}

/// Shared by all requests and jobs of a server.
#[derive(Debug)]
pub struct Engine {
    pub db: Db,
    pub clock: Clock,
    pub(crate) entropy: Entropy,
    pub options: EngineOptions,
    /// What the background has done.
    pub work: Work,
    /// When this server started, in real time: the clock of a demonstration is moved beside it.
    started: Timestamp,
    /// Rung when a transaction left work for the background.
    pub(crate) bell: Notify,
}

impl Engine {
    /// An engine over an open, migrated database.
    pub fn new(db: Db, clock: Clock, options: EngineOptions) -> Arc<Self> {
        Arc::new(Self {
            started: Timestamp(clock.now().0 - clock.shift()),
            db,
            clock,
            entropy: Entropy::os(),
            options,
            work: Work::default(),
            bell: Notify::new(),
        })
    }

    /// When this server started, on the clock that people see.
    pub fn started(&self) -> Timestamp {
        Timestamp(self.started.0 + self.clock.shift())
    }

    /// The context in which the product itself acts.
    pub fn system(self: &Arc<Self>) -> Ctx {
        Ctx::system(self)
    }
}
