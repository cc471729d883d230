//! The context of a use case, and the permits without which nothing is written.

use crate::audit;
use crate::db::Conn;
use crate::directory;
use crate::engine::Engine;
use crate::error::Outcome;
use crate::identity::SignedIn;
use crate::outbox::{self, Job};
use crate::requests::{self, store::Event};
use shared::AppError;
use shared::authz::{self, Action, Actor, Because, Decision, Reach, Role, Scope};
use shared::directory::Subject;
use shared::ids::{RequestId, UserId};
use shared::time::Timestamp;
use std::sync::{Arc, OnceLock};
use uuid::Uuid;

/// Who acts, through which engine, in which request.
#[derive(Clone, Debug)]
pub struct Ctx {
    pub engine: Arc<Engine>,
    pub actor: Actor,
    /// The actor's name, for the audit record.
    pub actor_name: String,
    /// Ties together everything one request caused.
    pub correlation: Uuid,
    /// The languages that whoever acts reads, the best first; none: the portal's own.
    pub languages: Arc<[String]>,
    /// The actor as rules see them, if that was read with their session.
    subject: Option<Arc<Subject>>,
    /// How many decisions wait for the actor, once that was counted.
    pub(crate) waiting: Arc<OnceLock<i64>>,
}

/// Proof that authorization was asked and said yes. Only [`Ctx`] makes one, and every writing
/// transaction needs one.
#[derive(Clone, Debug)]
pub struct Permit {
    because: Because,
}

impl Permit {
    pub const fn because(&self) -> Because {
        self.because
    }
}

impl Ctx {
    /// A context for a person or for nobody.
    pub fn new(engine: &Arc<Engine>, actor: Actor, actor_name: String) -> Self {
        let correlation = engine.entropy.id(engine.clock.now());
        Self {
            engine: Arc::clone(engine),
            actor,
            actor_name,
            correlation,
            languages: Arc::default(),
            subject: None,
            waiting: Arc::default(),
        }
    }

    /// A context for the person behind a session.
    pub fn of(engine: &Arc<Engine>, person: &SignedIn) -> Self {
        Self {
            subject: Some(Arc::clone(&person.subject)),
            ..Self::new(engine, person.actor.clone(), person.name.clone())
        }
    }

    /// The product acting by itself.
    pub fn system(engine: &Arc<Engine>) -> Self {
        Self::new(engine, Actor::System, "Bailiwick".to_owned())
    }

    /// The same request, acting as the system: for what follows from a decision.
    pub fn as_system(&self) -> Self {
        self.acting_as(Actor::System, "Bailiwick")
    }

    /// The same request with somebody else acting.
    pub(crate) fn acting_as(&self, actor: Actor, name: &str) -> Self {
        Self {
            correlation: self.correlation,
            ..Self::new(&self.engine, actor, name.to_owned())
        }
    }

    pub fn now(&self) -> Timestamp {
        self.engine.clock.now()
    }

    /// A fresh id.
    pub fn id<T: From<Uuid>>(&self) -> T {
        self.engine.entropy.id(self.now()).into()
    }

    /// The person who acts.
    ///
    /// # Errors
    /// Nobody is signed in, or a program acts, which has nothing of its own.
    pub fn me(&self) -> Result<UserId, AppError> {
        if self.actor.is_program() {
            let sentence =
                t!("A program asks for nothing for itself. Somebody has to sign in for this.");
            return Err(AppError::Forbidden(sentence.to_owned()));
        }
        self.actor.user().ok_or(AppError::SignInNeeded)
    }

    /// The person who acts, as rules see them.
    ///
    /// # Errors
    /// Nobody is signed in, or the database fails.
    pub async fn subject(&self, conn: &mut Conn) -> Outcome<Arc<Subject>> {
        let me = self.me()?;
        if let Some(subject) = &self.subject {
            return Ok(Arc::clone(subject));
        }
        let subject = directory::subject(conn, me).await?;
        Ok(Arc::new(subject.ok_or(AppError::SignInNeeded)?))
    }

    /// Refuses callers who are not signed in, before anything they name is looked up: to them all
    /// ids answer alike.
    ///
    /// # Errors
    /// Nobody is signed in.
    pub fn signed_in(&self) -> Result<(), AppError> {
        if self.actor == Actor::Anonymous {
            return Err(AppError::SignInNeeded);
        }
        Ok(())
    }

    /// A permit for an action that needs a role. What the actor may not see is not found; what the
    /// actor sees but may not do is forbidden, with the roles it takes.
    ///
    /// # Errors
    /// [`AppError::SignInNeeded`], [`AppError::NotFound`] or [`AppError::Forbidden`].
    pub fn require(&self, action: Action, scope: Scope) -> Result<Permit, AppError> {
        match authz::decide(&self.actor, action, scope) {
            Decision::Allow(because) => Ok(Permit { because }),
            Decision::Deny => Err(self.denial(action, scope)),
        }
    }

    fn denial(&self, action: Action, scope: Scope) -> AppError {
        if let Err(error) = self.signed_in() {
            return error;
        }
        // Who tries what they may not: ids only, as everywhere in the log.
        tracing::info!(action = action.as_str(), actor = ?self.actor.user(), "refused");
        let visible = match scope {
            Scope::Tenant => !self.actor.roles().is_empty(),
            Scope::Catalog(_) => self.allows(Action::ViewCatalogAndPackages, scope),
        };
        if !visible {
            return AppError::NotFound;
        }
        let titles: Vec<_> = Role::ALL
            .iter()
            .filter(|role| authz::allows(**role, action))
            .map(|role| role.title())
            .collect();
        AppError::Forbidden(t!(
            "Your roles do not include this. It takes one of these: {titles}.",
            titles = titles.join(", ")
        ))
    }

    /// Would [`Self::require`] say yes?
    pub fn allows(&self, action: Action, scope: Scope) -> bool {
        matches!(
            authz::decide(&self.actor, action, scope),
            Decision::Allow(_)
        )
    }

    /// Where the actor may do this, for lists.
    pub fn reach(&self, action: Action) -> Reach {
        authz::reach(&self.actor, action)
    }

    /// A permit for what concerns only the person who acts.
    ///
    /// # Errors
    /// [`AppError::SignInNeeded`]; [`AppError::NotFound`] for anybody else's.
    pub fn own(&self, subject: UserId) -> Result<Permit, AppError> {
        if self.me()? == subject {
            Ok(Permit {
                because: Because::Own,
            })
        } else {
            Err(self.not_theirs("own"))
        }
    }

    /// A permit for an approver; `is_approver` is what the stage's approvers say.
    pub(crate) fn approver(&self, is_approver: bool) -> Result<Permit, AppError> {
        self.me()?;
        if is_approver {
            Ok(Permit {
                because: Because::Approver,
            })
        } else {
            Err(self.not_theirs("approver"))
        }
    }

    /// A permit for the manager of a person; `is_manager` is what the directory says.
    pub(crate) fn manager(&self, is_manager: bool) -> Result<Permit, AppError> {
        self.me()?;
        if is_manager {
            Ok(Permit {
                because: Because::Manager,
            })
        } else {
            Err(self.not_theirs("manager"))
        }
    }

    /// A permit for a sponsor of guests; `is_sponsor` is what the directory says.
    pub(crate) fn sponsor(&self, is_sponsor: bool) -> Result<Permit, AppError> {
        self.me()?;
        if is_sponsor {
            Ok(Permit {
                because: Because::Sponsor,
            })
        } else {
            Err(self.not_theirs("sponsor"))
        }
    }

    /// What is somebody else's does not exist; the log says who tried, and as what.
    fn not_theirs(&self, action: &'static str) -> AppError {
        tracing::info!(action, actor = ?self.actor.user(), "refused");
        AppError::NotFound
    }

    /// A permit for the product's own work.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for anybody but the system.
    pub fn by_system(&self) -> Result<Permit, AppError> {
        if self.actor == Actor::System {
            Ok(Permit {
                because: Because::System,
            })
        } else {
            Err(AppError::NotFound)
        }
    }

    /// A permit to bring people and groups in, for programs whose token is for that.
    ///
    /// # Errors
    /// [`AppError::SignInNeeded`]; [`AppError::NotFound`] for anybody else.
    pub fn provision(&self) -> Result<Permit, AppError> {
        self.signed_in()?;
        match self.actor {
            Actor::Program {
                provisions: true, ..
            } => Ok(Permit {
                because: Because::Token,
            }),
            _ => Err(AppError::NotFound),
        }
    }

    /// A connection for reading.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn read(&self) -> Outcome<Conn> {
        Ok(self.engine.db.read().await?)
    }

    /// A transaction for the permitted change. Dropped without [`Tx::commit`], it changes nothing.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn begin(&self, permit: &Permit) -> Outcome<Tx> {
        Ok(Tx {
            conn: self.engine.db.begin().await?,
            permit: permit.clone(),
            ctx: self.clone(),
            records: Vec::new(),
            events: Vec::new(),
            jobs: Vec::new(),
            ring: false,
        })
    }
}

/// A writing transaction: the change, its audit record and its effects, or nothing. What is only ever
/// added (records, timelines, the outbox) is collected and written together at the end.
pub struct Tx {
    pub conn: Conn,
    pub permit: Permit,
    pub ctx: Ctx,
    records: Vec<audit::Entry>,
    events: Vec<Event>,
    jobs: Vec<Job>,
    ring: bool,
}

impl Tx {
    pub fn now(&self) -> Timestamp {
        self.ctx.now()
    }

    pub fn id<T: From<Uuid>>(&self) -> T {
        self.ctx.id()
    }

    /// For the query macros.
    pub fn raw(&mut self) -> crate::db::Raw<'_> {
        self.conn.raw()
    }

    /// Notes the audit record of the change.
    pub fn audit(&mut self, entry: audit::Entry) {
        self.records.push(entry);
    }

    /// Adds an entry to the timeline of a request, by whoever acts.
    pub(crate) fn event(&mut self, request: RequestId, kind: &'static str, note: &str) {
        self.events.push(Event {
            id: self.ctx.id(),
            request,
            kind,
            note: note.to_owned(),
            about: None,
        });
    }

    /// As [`Self::event`], about somebody beside whoever acts.
    pub(crate) fn event_about(
        &mut self,
        request: RequestId,
        kind: &'static str,
        note: &str,
        about: UserId,
    ) {
        self.events.push(Event {
            id: self.ctx.id(),
            request,
            kind,
            note: note.to_owned(),
            about: Some(about),
        });
    }

    /// Puts a job into the outbox, for as soon as this is committed.
    /// Of two for the same person about the same change the more important one is kept.
    pub(crate) fn post(&mut self, job: Job) {
        for other in &mut self.jobs {
            match job.replaces(other) {
                Some(true) => {
                    *other = job;
                    return;
                }
                Some(false) => return,
                None => {}
            }
        }
        self.jobs.push(job);
    }

    /// Wakes the background once committed.
    pub fn ring(&mut self) {
        self.ring = true;
    }

    /// Appends the audit records to the chain and commits everything.
    ///
    /// # Errors
    /// The database fails; then nothing has happened.
    pub async fn commit(mut self) -> Outcome<()> {
        debug_assert!(
            !self.records.is_empty(),
            "a change without an audit record; use commit_unrecorded if that is right"
        );
        let records = std::mem::take(&mut self.records);
        let last = audit::append(&mut self.conn, &self.ctx, &self.permit, records).await?;
        self.finish().await?;
        // For a witness outside: who writes the chain anew cannot take this back from a log that was sent on.
        if let Some((seq, hash)) = last {
            tracing::debug!(target: "audit", seq, hash, "recorded");
        }
        Ok(())
    }

    /// Commits bookkeeping that is no change of who may do what: last use of a session, attempts
    /// of a job, failed tries.
    ///
    /// # Errors
    /// As [`Self::commit`].
    pub async fn commit_unrecorded(self) -> Outcome<()> {
        self.finish().await
    }

    async fn finish(mut self) -> Outcome<()> {
        requests::store::write_events(&mut self.conn, &self.ctx, &self.events).await?;
        outbox::write(&mut self.conn, &self.jobs, self.ctx.now()).await?;
        self.conn.commit().await?;
        let engine = &self.ctx.engine;
        if self.ring {
            engine.bell.notify_waiters();
        }
        if self.ring || !self.jobs.is_empty() {
            engine.mail_bell.notify_waiters();
        }
        Ok(())
    }
}
