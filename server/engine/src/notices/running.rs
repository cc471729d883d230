//! Mail to those who run packages, about what needs them.

use super::RECIPIENTS_MAX;
use super::letter::Letter;
use super::notice::Notice;
use crate::ctx::Tx;
use crate::directory::{self, Person};
use crate::error::Outcome;
use crate::requests::store::RequestRow;
use crate::{fetch_all, outbox};
use shared::directory::{Principal, PrincipalKind};
use shared::ids::CatalogId;
use uuid::Uuid;

/// All tries to give somebody what was granted are over, and something is missing: tells those who run the
/// package, who can try again (BYD-10).
pub(crate) async fn not_set_up(tx: &mut Tx, request: &RequestRow, partly: bool) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let asked = request.into();
    let people = who_run(tx, request.catalog_id).await?;
    tell(tx, request, &people, &Letter::NotSetUp { asked, partly })
}

/// Too few people are left to decide in a stage, so that only its deadline would end it: tells those who run the
/// package (BYD-15). `stage` counts from one.
pub(crate) async fn too_few(tx: &mut Tx, request: &RequestRow, stage: usize) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let asked = request.into();
    let people = who_run(tx, request.catalog_id).await?;
    tell(tx, request, &people, &Letter::TooFew { asked, stage })
}

/// The same to each of these people, but for the parties of the request.
pub(super) fn tell(
    tx: &mut Tx,
    request: &RequestRow,
    people: &[Person],
    letter: &Letter,
) -> Outcome<()> {
    let parties = request.parties();
    for person in people.iter().filter(|person| !parties.contains(&person.id)) {
        let notice = Notice {
            to: person.id,
            change: request.id.0,
            about: request.id.0,
            letter: letter.clone(),
        };
        outbox::tell(tx, &notice)?;
    }
    Ok(())
}

/// The enabled people who run the packages of a catalog by their roles in it.
pub(super) async fn who_run(tx: &mut Tx, catalog: CatalogId) -> Outcome<Vec<Person>> {
    type Row = (PrincipalKind, Uuid);
    let running = fetch_all!(tx, Row, "roles/run_catalog", catalog)?;
    let running: Vec<Principal> = running
        .into_iter()
        .map(|(kind, id)| Principal::new(kind, id))
        .collect();
    directory::resolve(&mut tx.conn, &running, RECIPIENTS_MAX).await
}
