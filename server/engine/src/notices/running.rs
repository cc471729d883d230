//! Mail to those who run packages, about what needs them.

use super::RECIPIENTS_MAX;
use super::letter::{Letter, Notice};
use crate::ctx::Tx;
use crate::directory;
use crate::error::Outcome;
use crate::requests::store::RequestRow;
use crate::{fetch_all, outbox};
use shared::directory::{Principal, PrincipalKind};
use uuid::Uuid;

/// All tries to give somebody what was granted are over, and something is missing: tells those who run the
/// package, who can try again (BYD-10).
pub(crate) async fn not_set_up(tx: &mut Tx, request: &RequestRow, partly: bool) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    type Row = (PrincipalKind, Uuid);
    let running = fetch_all!(tx, Row, "roles/run_catalog", request.catalog_id)?;
    let running: Vec<Principal> = running
        .into_iter()
        .map(|(kind, id)| Principal::new(kind, id))
        .collect();
    for person in directory::resolve(&mut tx.conn, &running, RECIPIENTS_MAX).await? {
        let notice = Notice {
            to: person.id,
            change: request.id.0,
            about: request.id.0,
            letter: Letter::NotSetUp {
                asked: request.into(),
                partly,
            },
        };
        outbox::tell(tx, &notice)?;
    }
    Ok(())
}
