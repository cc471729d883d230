//! Mail about emergencies (BYD-19). It is sent whatever the policy says about mail: an emergency is never quiet.

use super::revoked::who_run;
use super::words::indented;
use super::{link, named, to_people};
use crate::ctx::Tx;
use crate::directory::Person;
use crate::error::Outcome;
use crate::outbox::{self, Mail};
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
    let (package, person) = (&request.package_name, &request.subject_name);
    let until = ends.map_or_else(String::new, |end| {
        format!(" The access ends on {} at the latest.", end.exact())
    });
    let link = link(tx, &format!("/approvals/{}", request.id));
    let subject = format!("Emergency: {package} for {person}");
    let body = format!(
        "{person} took {package} in an emergency, without waiting for approval.{until}\n\nTheir reason:\n{}\n\nPlease look at it, and say whether it was justified. If not, the access ends at once:\n{link}\n",
        indented(&request.justification),
    );
    to_people(tx, request, &people, &[], &subject, &body)
}

/// Somebody has looked at it, and the access goes on, or has ended before: tells whoever used it. What ends
/// with the answer is told with the end.
pub(crate) fn emergency_judged(
    tx: &mut Tx,
    request: &RequestRow,
    input: &VerdictInput,
) -> Outcome<()> {
    let name = tx.ctx.actor_name.clone();
    let package = &request.package_name;
    let found = if input.justified {
        "justified"
    } else {
        "not justified"
    };
    let link = link(tx, &format!("/requests/{}", request.id));
    let mail = Mail {
        to: request.subject_mail.clone(),
        subject: format!("Your emergency was looked at: {package}"),
        body: format!(
            "{} found that your emergency access to {package} was {found}.\n\n{}\n\n{link}\n",
            named(request, &name)?,
            indented(&input.comment),
        ),
    };
    outbox::send(tx, &mail)
}
