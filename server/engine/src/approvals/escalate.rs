//! Nobody has decided for some days: the alternates are asked as well, and those asked first still
//! may decide (POL-17, POL-18, APR-06).

use super::{deputies, store};
use crate::audit;
use crate::ctx::Ctx;
use crate::delivery::lock;
use crate::error::{Failure, Outcome};
use crate::requests::{stages, store as requests};
use crate::{execute, notices};
use serde_json::json;
use shared::ids::StageId;
use shared::request::RequestEvent;

/// Asks the alternates of a stage whose date has come. Harmless when run twice.
pub(crate) async fn escalate(ctx: &Ctx, id: StageId) -> Outcome<()> {
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    let now = tx.now();
    let stage = store::stage(&mut tx.conn, id).await?;
    let subject = requests::load(&mut tx.conn, stage.request_id)
        .await?
        .subject_id;
    lock::subject(&mut tx, subject).await?;
    if execute!(tx, "approvals/escalated", id, now)? == 0 {
        return Ok(());
    }
    let mut request = requests::load(&mut tx.conn, stage.request_id).await?;
    let settings = request.policy()?;
    let rule = usize::try_from(stage.position)
        .ok()
        .and_then(|place| settings.stages.get(place))
        .ok_or_else(|| Failure::Broken("a stage without a rule escalates".to_owned()))?;
    // Who is asked as somebody's deputy can still be asked in their own right.
    let asked = store::asked(&mut tx.conn, id).await?;
    let asked: Vec<_> = asked
        .into_iter()
        .filter(|one| one.behalf_of.is_none())
        .map(|one| one.principal)
        .collect();
    let planned = stages::plan_alternates(&mut tx, &request, rule, &asked).await?;
    let alternates = planned.plan.approvers.iter();
    let seats: Vec<_> = alternates.map(|one| (*one, true, None)).collect();
    store::note_asked(&mut tx, &request, id, stage.due_at, &seats).await?;
    // With nobody else to ask, everything stays as it is, and the deadline comes.
    if !planned.plan.approvers.is_empty() {
        requests::set_status(&mut tx, &mut request, RequestEvent::Escalated).await?;
        tx.event(request.id, "escalated", "");
        let due = stage.due_at.unwrap_or(now);
        let mut told = deputies::ask(&mut tx, &request, id, &planned.deciders, true).await?;
        told.extend(planned.deciders.iter().cloned());
        notices::escalated(&mut tx, &request, id, &told, due)?;
    }
    tx.audit(
        audit::Entry::new(
            "approval.escalate",
            "request",
            request.id.0,
            &request.package_name,
        )
        .catalog(request.catalog_id)
        .package(request.package_id)
        .subject(request.subject_id)
        .details(json!({ "stage": stage.position + 1, "asked": planned.deciders.len() })),
    );
    tx.commit().await
}
