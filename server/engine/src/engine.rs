//! The engine: a database, a clock, randomness, and what runs beside requests.

use crate::clock::Clock;
use crate::ctx::Ctx;
use crate::db::Db;
use crate::entropy::Entropy;
use crate::outbox::{Mailbox, Mailer};
use crate::policies::KnownPolicies;
use crate::providers::{KnownProviders, Secrets, Web};
use crate::settings::Remembered;
use crate::work::Work;
use shared::policy::TargetScope;
use shared::time::Timestamp;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
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
    /// How many requests a person, or a network of people who are not signed in, may send in a minute; 0: as
    /// many as they like.
    pub requests_per_minute: u32,
    /// The secrets by which sign-in providers know this portal.
    pub secrets: Secrets,
    /// How sign-in providers are asked.
    pub web: Web,
}

impl Default for EngineOptions {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:3000".to_owned(),
            organization: "Bailiwick".to_owned(),
            demo: false,
            mail: Arc::new(Mailbox),
            count_statements: false,
            requests_per_minute: 0,
            secrets: Secrets::default(),
            web: Web::default(),
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
    /// Rung when a transaction left mail.
    pub(crate) mail_bell: Notify,
    pub(crate) habits: Habits,
    pub(crate) known_policies: KnownPolicies,
    pub(crate) settings: Remembered,
    pub(crate) known_providers: KnownProviders,
}

/// The scopes that can take a person without listing them.
pub(crate) type Scopes = [TargetScope; 4];

/// What was found out about the data and stays good enough for a while. It may choose how something is
/// read, never what is found.
#[derive(Debug, Default)]
pub(crate) struct Habits {
    many_policies: Mutex<HashMap<Scopes, (bool, Timestamp)>>,
}

impl Habits {
    /// Seconds for which an answer serves.
    const SECONDS: i64 = 60;

    /// Are there many policies with one of these scopes, as far as known?
    pub fn many_policies(&self, scopes: Scopes, now: Timestamp) -> Option<bool> {
        let known = self.lock();
        let (many, since) = *known.get(&scopes)?;
        (since <= now && now < since.plus_seconds(Self::SECONDS)).then_some(many)
    }

    pub fn note_policies(&self, scopes: Scopes, many: bool, now: Timestamp) {
        self.lock().insert(scopes, (many, now));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Scopes, (bool, Timestamp)>> {
        self.many_policies
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Engine {
    /// An engine over an open, migrated database.
    pub fn new(db: Db, clock: Clock, options: EngineOptions) -> Arc<Self> {
        Self::with_entropy(db, clock, options, Entropy::os())
    }

    /// As [`Self::new`], with ids and secrets from another source: for simulations that replay.
    pub fn with_entropy(
        db: Db,
        clock: Clock,
        options: EngineOptions,
        entropy: Entropy,
    ) -> Arc<Self> {
        Arc::new(Self {
            started: Timestamp(clock.now().0 - clock.shift()),
            db,
            clock,
            entropy,
            options,
            work: Work::default(),
            bell: Notify::new(),
            mail_bell: Notify::new(),
            habits: Habits::default(),
            known_policies: KnownPolicies::default(),
            settings: Remembered::default(),
            known_providers: KnownProviders::default(),
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
