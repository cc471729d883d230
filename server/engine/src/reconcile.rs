//! What falls due: reconcilers without input that scan for what is due now, in batches, call the
//! ordinary use case as the system, and are harmless to run twice.

use crate::ctx::Ctx;
use crate::delivery::lock;
use crate::engine::Engine;
use crate::error::{Failure, Outcome};
use crate::requests::{approved, close, store as requests};
use crate::{
    approvals, assignments, delivery, guests, identity, notices, numbers, outbox, packages, scope,
};
use shared::ids::{AssignmentId, RequestId, UserId};
use shared::request::RequestState;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Things of one kind taken in one round.
const BATCH: i64 = 100;
/// Watched policies of which a batch of holders is looked at in one round.
const WALKS: i64 = 5;
/// Things done in one transaction; others wait for it.
const TOGETHER: usize = 25;
/// Rounds after which [`Engine::settle`] stops: something keeps failing.
const ROUNDS_MAX: usize = 10_000;
/// The longest the background sleeps.
const PAUSE: Duration = Duration::from_secs(15);

impl Engine {
    /// Does one round of everything that is due; the number of things done. A thing that fails is
    /// logged and stays due.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn reconcile(self: &Arc<Self>) -> Outcome<usize> {
        Ok(self.work().await? + outbox::run_due(self).await?)
    }

    /// As [`Self::reconcile`], but for mail.
    async fn work(self: &Arc<Self>) -> Outcome<usize> {
        let ctx = self.system();
        let now = self.clock.now();
        let mut conn = self.db.read().await?;
        let starts = approved::due_starts(&mut conn, now, BATCH).await?;
        let overdue = approvals::store::overdue(&mut conn, now, BATCH).await?;
        let escalate = approvals::store::to_escalate(&mut conn, now, BATCH).await?;
        let deputies = approvals::store::deputies_due(&mut conn, now).await?;
        let remind = approvals::store::to_remind(&mut conn, now, BATCH).await?;
        let ending = sorted(
            assignments::store::due(&mut conn, now, BATCH).await?,
            Task::End,
        );
        let announce = assignments::store::to_notify(&mut conn, now, BATCH).await?;
        let deliver = sorted(delivery::due(&mut conn, now, BATCH).await?, Task::Deliver);
        let retire = packages::retirements_due(&mut conn, now, BATCH).await?;
        let idle = guests::due(&mut conn, now, BATCH).await?;
        let remind_guests = guests::due_reminders(&mut conn, now, BATCH).await?;
        let remove = guests::due_removals(&mut conn, now, BATCH).await?;
        let changed = scope::due_people(&mut conn, now, BATCH).await?;
        let walks = scope::due_walks(&mut conn, now, WALKS).await?;
        let leaving = sorted(scope::leaving(&mut conn, now, BATCH).await?, Task::Scope);
        let plans = guests::due_plans(&mut conn, now, BATCH).await?;
        let round = guests::due_round(&mut conn, now).await?;
        let asks = guests::due_asks(&mut conn, now, BATCH).await?;
        let digests = notices::digests_due(&mut conn, now, BATCH).await?;
        drop(conn);

        let mut done = 0;
        for id in overdue {
            done += self.note(
                "approval deadline",
                approvals::deadline::expire(&ctx, id).await,
            );
        }
        for id in escalate {
            done += self.note("escalation", approvals::escalate::escalate(&ctx, id).await);
        }
        if deputies {
            let ended = approvals::deputies::over(&ctx).await;
            done += self.note("end of a deputy", ended);
        }
        for id in remind {
            done += self.note("reminder", approvals::deadline::remind(&ctx, id).await);
        }
        for id in starts {
            done += self.note("scheduled start", start(&ctx, id).await);
        }
        done += self.together(&ctx, "end of access", &ending).await;
        for id in changed {
            done += self.note("look at a person's scopes", scope::person(&ctx, id).await);
        }
        for walk in walks {
            done += self.look(&ctx, walk).await;
        }
        done += self
            .together(&ctx, "end of access outside the scope", &leaving)
            .await;
        for id in retire.requests {
            done += self.note(
                "request of a retired package",
                close::retire(&ctx, id).await,
            );
        }
        let retired = sorted(retire.assignments, Task::End);
        done += self.together(&ctx, "end of retired access", &retired).await;
        for id in retire.packages {
            done += self.note("archiving a package", packages::archive(&ctx, id).await);
        }
        for id in announce {
            done += self.note("ending notice", assignments::end::announce(&ctx, id).await);
        }
        done += self.together(&ctx, "delivery", &deliver).await;
        for id in idle {
            done += self.note_some("guest without access", guests::leave(&ctx, id).await);
        }
        for id in remind_guests {
            done += self.note_some("reminder of a guest", guests::remind(&ctx, id).await);
        }
        for id in remove {
            done += self.note_some("removal of a guest", guests::remove(&ctx, id).await);
        }
        done += self.look_at_guests(&ctx, &plans).await;
        if let Some(round) = round {
            done += self.go_round(&ctx, round).await;
        }
        for id in asks {
            done += self.note("mail to a sponsor", guests::ask(&ctx, id).await);
        }
        for id in digests {
            done += self.note("digest", notices::send_digest(&ctx, id).await);
        }
        Ok(done)
    }

    /// Looks at a batch of holders of a watched policy, and goes on to the next one.
    async fn look(self: &Arc<Self>, ctx: &Ctx, mut walk: scope::Walk) -> usize {
        let what = "look at a policy's scope";
        let looked = match scope::walk(ctx, &mut walk).await {
            Ok(looked) => looked,
            Err(failure) => return self.note(what, Err(failure)),
        };
        let found = sorted(looked.found.clone(), Task::Scope);
        let done = self.together(ctx, "change of a scope", &found).await;
        done + self.note(what, walk.advance(ctx, &looked).await)
    }

    /// Looks at a batch of guests, and goes on to the next one.
    async fn go_round(self: &Arc<Self>, ctx: &Ctx, round: guests::Round) -> usize {
        let what = "look at guests";
        let looked = match guests::sweep(ctx, round).await {
            Ok(looked) => looked,
            Err(failure) => return self.note(what, Err(failure)),
        };
        let done = self.look_at_guests(ctx, &looked.found).await;
        done + self.note(what, guests::advance(ctx, &looked).await)
    }

    /// Looks at some guests in each transaction; where one of them fails, at each by itself.
    async fn look_at_guests(self: &Arc<Self>, ctx: &Ctx, ids: &[UserId]) -> usize {
        let what = "rule for a guest";
        let mut done = 0;
        for some in ids.chunks(TOGETHER) {
            match guests::look(ctx, some).await {
                Ok(()) => done += self.note(what, Ok(())),
                Err(failure) if some.len() == 1 => done += self.note(what, Err(failure)),
                Err(_) => {
                    for one in some {
                        let one = std::slice::from_ref(one);
                        done += self.note(what, guests::look(ctx, one).await);
                    }
                }
            }
        }
        done
    }

    /// Does some things of one kind in one transaction, because making each durable by itself would take
    /// longer than doing it. Where one of them fails, each is done for itself.
    async fn together(self: &Arc<Self>, ctx: &Ctx, what: &'static str, due: &[Due]) -> usize {
        let mut done = 0;
        for some in due.chunks(TOGETHER) {
            match carry_out(ctx, some).await {
                Ok(changed) => {
                    for _ in some {
                        done += self.note_some(what, Ok(changed));
                    }
                }
                Err(failure) if some.len() == 1 => done += self.note(what, Err(failure)),
                Err(_) => {
                    for one in some {
                        let outcome = carry_out(ctx, std::slice::from_ref(one)).await;
                        done += self.note_some(what, outcome);
                    }
                }
            }
        }
        done
    }

    /// One for a thing done; none, and a line in the log, for one that failed.
    fn note(&self, what: &'static str, outcome: Outcome<()>) -> usize {
        let said = match &outcome {
            Ok(()) => Ok(()),
            Err(failure) => Err(failure.to_string()),
        };
        self.work.note(what, self.clock.now(), said);
        match outcome {
            Ok(()) => 1,
            Err(failure) => {
                tracing::error!(what, error = %failure, "something due could not be done");
                0
            }
        }
    }

    /// As [`Self::note`]; none where nothing had to be done, so that a round which only finds such things is no
    /// reason for the next one at once.
    fn note_some(&self, what: &'static str, outcome: Outcome<bool>) -> usize {
        let something = !matches!(outcome, Ok(false));
        self.note(what, outcome.map(drop)) * usize::from(something)
    }

    /// Works until nothing is due any more.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn settle(self: &Arc<Self>) -> Outcome<()> {
        for _ in 0..ROUNDS_MAX {
            if self.reconcile().await? == 0 {
                return Ok(());
            }
        }
        tracing::error!("work keeps falling due without end");
        Ok(())
    }

    /// Runs beside the server until `stop`: at once when a transaction leaves work, and every few
    /// seconds for what falls due by itself. Mail goes its own way, so that a slow mail server keeps
    /// nobody from getting access, and so do the books: counting a week of a large portal takes a while.
    pub async fn run_background(self: Arc<Self>, stop: impl Future<Output = ()>) {
        let (tell, told) = watch::channel(false);
        let stopping = async {
            stop.await;
            tell.send_replace(true);
        };
        tokio::join!(
            stopping,
            self.repeat(Round::Work, told.clone()),
            self.repeat(Round::Mail, told.clone()),
            self.keep_books(told)
        );
    }

    /// Every hour: what is over goes, and the weeks that are over are counted.
    async fn keep_books(self: &Arc<Self>, mut stopped: watch::Receiver<bool>) {
        let mut at = self.clock.now();
        while !*stopped.borrow() {
            if self.clock.now() >= at {
                at = self.clock.now().plus_hours(1);
                let kept = tokio::select! {
                    _ = stopped.changed() => return,
                    kept = apart(Arc::clone(self).books()) => kept,
                };
                if let Err(failure) = kept {
                    tracing::error!(error = %failure, "the books could not be kept");
                }
            }
            tokio::select! {
                _ = stopped.changed() => return,
                () = pause() => {}
            }
        }
    }

    async fn books(self: Arc<Self>) -> Outcome<()> {
        let tidied = identity::tidy(&self.system()).await;
        self.note("tidying up", tidied.map(drop));
        match numbers::count_weeks(&self.system()).await {
            Ok(0) => {}
            counted => drop(self.note("counting weeks", counted.map(drop))),
        }
        Ok(())
    }

    /// One round of a kind; the number of things done.
    async fn round(self: Arc<Self>, kind: Round) -> Outcome<usize> {
        match kind {
            Round::Mail => outbox::run_due(&self).await,
            Round::Work => self.work().await,
        }
    }

    /// Does one kind of round as long as it finds work, and then whenever there may be more.
    async fn repeat(self: &Arc<Self>, kind: Round, mut stopped: watch::Receiver<bool>) {
        while !*stopped.borrow() {
            let rung = match kind {
                Round::Work => self.bell.notified(),
                Round::Mail => self.mail_bell.notified(),
            };
            tokio::pin!(rung);
            rung.as_mut().enable();
            self.work.look(self.clock.now());
            match apart(Arc::clone(self).round(kind)).await {
                Ok(0) => {}
                Ok(_) => continue,
                Err(failure) => {
                    tracing::error!(error = %failure, "the background could not work");
                }
            }
            tokio::select! {
                _ = stopped.changed() => return,
                () = rung => {}
                () = pause() => {}
            }
        }
    }
}

/// Something that is due for one person's access.
#[derive(Clone, Copy, Debug)]
struct Due {
    subject: UserId,
    assignment: AssignmentId,
    task: Task,
}

#[derive(Clone, Copy, Debug)]
enum Task {
    End,
    Deliver,
    /// The holder may be outside of the scope, or back.
    Scope,
}

/// In the order in which everybody locks people.
fn sorted(found: Vec<(UserId, AssignmentId)>, task: Task) -> Vec<Due> {
    let mut due: Vec<Due> = found
        .into_iter()
        .map(|(subject, assignment)| Due {
            subject,
            assignment,
            task,
        })
        .collect();
    due.sort_unstable_by_key(|due| (due.subject, due.assignment));
    due.dedup_by_key(|due| due.assignment);
    due
}

/// Does all of it or, when something fails, nothing. `false` if there was nothing to do.
async fn carry_out(ctx: &Ctx, due: &[Due]) -> Outcome<bool> {
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    let ends = due.iter().filter(|one| matches!(one.task, Task::End));
    let ends: Vec<_> = ends.map(|one| (one.subject, one.assignment)).collect();
    let mut changed = !ends.is_empty() && assignments::end::expire(&mut tx, &ends).await?;
    for one in due {
        changed |= match one.task {
            Task::End => false,
            Task::Scope => scope::judge(&mut tx, one.subject, one.assignment).await?,
            Task::Deliver => delivery::deliver(&mut tx, one.subject, one.assignment).await?,
        };
    }
    if changed {
        tx.commit().await?;
    }
    Ok(changed)
}

/// Does something on a task of its own: a panic there is a failure like others. In the task of the
/// background it would end all rounds, and with them the end of anybody's access.
async fn apart<T: Send + 'static>(
    work: impl Future<Output = Outcome<T>> + Send + 'static,
) -> Outcome<T> {
    match tokio::spawn(work).await {
        Ok(outcome) => outcome,
        Err(error) => Err(Failure::Broken(format!("a round stopped: {error}"))),
    }
}

/// What the background goes through.
#[derive(Clone, Copy, Debug)]
enum Round {
    /// Everything that is due, but for mail.
    Work,
    Mail,
}

#[expect(
    clippy::disallowed_methods,
    reason = "real time is right for a pause between rounds; nothing is decided by it"
)]
async fn pause() {
    tokio::time::sleep(PAUSE).await;
}

/// Starts a scheduled request whose date has come.
async fn start(ctx: &Ctx, id: RequestId) -> Outcome<()> {
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    let now = tx.now();
    let subject = requests::load(&mut tx.conn, id).await?.subject_id;
    lock::subject(&mut tx, subject).await?;
    let mut request = requests::load(&mut tx.conn, id).await?;
    let due = request.asked_start.is_some_and(|start| start <= now);
    if request.state != RequestState::Scheduled || !due {
        return Ok(());
    }
    approved::start_came(&mut tx, &mut request).await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn broken() -> Outcome<usize> {
        panic!("nobody expected this")
    }

    #[tokio::test]
    async fn a_panic_in_a_round_is_a_failure_and_the_next_round_comes() {
        let outcome = apart(broken()).await;
        assert!(
            matches!(&outcome, Err(Failure::Broken(why)) if why.contains("nobody expected this")),
            "{outcome:?}"
        );
        assert!(matches!(apart(async { Ok(1_usize) }).await, Ok(1)));
    }
}
