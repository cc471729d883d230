//! Mail about emergencies (BYD-19). It is sent whatever the policy says about mail: an emergency is never quiet.

use super::letter::{Letter, RequestorNews};
use super::requestors::shows_names;
use super::running::{tell, who_run};
use super::send::to_party;
use crate::ctx::Tx;
use crate::directory::Person;
use crate::error::Outcome;
use crate::requests::store::RequestRow;
use shared::forms::approvals::VerdictInput;
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// Somebody took access at once: tells everybody who would have decided, in whatever stage, and those who
/// run the package.
pub(crate) async fn emergency(
    tx: &mut Tx,
    request: &RequestRow,
    deciders: Vec<Person>,
    ends: Option<Timestamp>,
) -> Outcome<()> {
    let running = who_run(tx, request.catalog_id).await?;
    let people: BTreeMap<_, Person> = deciders
        .into_iter()
        .chain(running)
        .map(|person| (person.id, person))
        .collect();
    let people: Vec<Person> = people.into_values().collect();
    let asked = request.into();
    tell(tx, request, &people, &Letter::Emergency { asked, ends })
}

/// Somebody has looked at it, and the access goes on, or has ended before: tells whoever used it. What ends
/// with the answer is told with the end.
pub(crate) fn emergency_judged(
    tx: &mut Tx,
    request: &RequestRow,
    input: &VerdictInput,
) -> Outcome<()> {
    let name = tx.ctx.actor_name.clone();
    let news = RequestorNews::Judged {
        by: shows_names(request)?.then_some(name),
        justified: input.justified,
        comment: input.comment.clone(),
    };
    to_party(tx, request, request.subject_id, news)
}
