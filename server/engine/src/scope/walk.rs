//! Going through the holders of a watched policy, in batches that any server can go on with.

use super::{EVERY_HOURS, Holder, holders};
use crate::ctx::Ctx;
use crate::db::Conn;
use crate::error::Outcome;
use crate::{directory, execute, execute_in, fetch_all, fetch_one};
use shared::ids::{AssignmentId, PolicyId, UserId};
use shared::policy::{PolicySettings, ScopeStep};
use shared::time::Timestamp;

/// Holders looked at in one batch.
const BATCH: i64 = 200;
/// Before the first assignment.
const BEGINNING: AssignmentId = AssignmentId(uuid::Uuid::nil());

/// A watched policy whose holders are to be looked at.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Walk {
    policy_id: PolicyId,
    after_id: Option<AssignmentId>,
    settings: String,
    deleted: bool,
}

/// Watched policies whose time has come.
pub(crate) async fn due_walks(conn: &mut Conn, now: Timestamp, limit: i64) -> Outcome<Vec<Walk>> {
    Ok(fetch_all!(conn, Walk, "scope/due", now, limit)?)
}

/// One batch of holders that was looked at.
pub(crate) struct Looked {
    /// Access about which something is to be done, with whose it is.
    pub found: Vec<(UserId, AssignmentId)>,
    /// Holders who are in the scope for the first time.
    seen: Vec<AssignmentId>,
    step: Step,
}

enum Step {
    /// There may be more after this one.
    To(AssignmentId),
    /// That was the last one.
    End,
}

/// Looks at the next batch of holders. Nothing but the beginning is written: whoever is found is judged by
/// themselves, and only then [`Walk::advance`] goes on.
pub(crate) async fn walk(ctx: &Ctx, walk: &mut Walk) -> Outcome<Looked> {
    let after = match walk.after_id {
        Some(after) => after,
        None => walk.begin(ctx).await?,
    };
    let settings: PolicySettings = serde_json::from_str(&walk.settings)?;
    let mut conn = ctx.read().await?;
    let batch = holders(&mut conn, walk.policy_id, after, BATCH).await?;
    let ids: Vec<UserId> = batch.iter().map(|holder| holder.subject_id).collect();
    let people = directory::subjects(&mut conn, &ids).await?;
    drop(conn);
    let now = ctx.now();
    let step_of = |holder: &Holder| {
        people
            .get(&holder.subject_id)
            .map(|person| settings.scope_step(holder.facts(), person, now))
    };
    let (mut found, mut seen) = (Vec::new(), Vec::new());
    for holder in &batch {
        match step_of(holder) {
            None | Some(ScopeStep::Nothing) => {}
            Some(ScopeStep::Seen) => seen.push(holder.id),
            Some(_) => found.push((holder.subject_id, holder.id)),
        }
    }
    let full = i64::try_from(batch.len()).is_ok_and(|count| count == BATCH);
    let step = match batch.last() {
        Some(last) if full => Step::To(last.id),
        _ => Step::End,
    };
    Ok(Looked { found, seen, step })
}

impl Walk {
    /// Notes the beginning before anything is read, so that what changes from now on leads to another round.
    async fn begin(&mut self, ctx: &Ctx) -> Outcome<AssignmentId> {
        let permit = ctx.by_system()?;
        let mut tx = ctx.begin(&permit).await?;
        let now = tx.now();
        execute!(tx, "scope/begin", self.policy_id, now, BEGINNING)?;
        let policy = self.policy_id;
        (self.settings,) = fetch_one!(tx, (String,), "assignments/policy_settings", policy)?;
        tx.commit_unrecorded().await?;
        self.after_id = Some(BEGINNING);
        Ok(BEGINNING)
    }

    /// Goes on after a batch, unless another server has done so.
    pub(crate) async fn advance(&self, ctx: &Ctx, looked: &Looked) -> Outcome<()> {
        let settings: PolicySettings = serde_json::from_str(&self.settings)?;
        let permit = ctx.by_system()?;
        let mut tx = ctx.begin(&permit).await?;
        if !looked.seen.is_empty() {
            execute_in!(tx, "scope/seen", &looked.seen)?;
        }
        let (policy, from, now) = (self.policy_id, self.after_id, tx.now());
        match looked.step {
            Step::To(last) => {
                execute!(tx, "scope/advance", policy, from, last)?;
            }
            Step::End => {
                let over = self.deleted || settings.scope_loss.is_keep();
                if !over || execute!(tx, "scope/forget", policy, from)? == 0 {
                    let next = now.plus_hours(EVERY_HOURS);
                    execute!(tx, "scope/finish", policy, from, next)?;
                }
            }
        }
        tx.commit_unrecorded().await
    }
}
