//! Mail about approvals that are taken back (APR-08).

use super::words::{asks, indented};
use super::{RECIPIENTS_MAX, link, to_approvers, to_people};
use crate::ctx::Tx;
use crate::directory::{self, Person};
use crate::error::Outcome;
use crate::fetch_all;
use crate::requests::store::RequestRow;
use shared::directory::{Principal, PrincipalKind};
use shared::ids::{CatalogId, StageId, UserId};
use shared::time::Timestamp;
use uuid::Uuid;

/// What was written, or nothing.
fn said(reason: &str) -> String {
    if reason.is_empty() {
        String::new()
    } else {
        format!("\nThe reason:\n{}\n", indented(reason))
    }
}

/// A stage asks once more, until the date: tells those it waits for, and those whom later stages had
/// asked (`before`) that they are not needed for now.
pub(crate) async fn asked_again(
    tx: &mut Tx,
    request: &RequestRow,
    (stage, due): (StageId, Timestamp),
    before: &[Principal],
    reason: &str,
) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let (name, why) = (tx.ctx.actor_name.clone(), said(reason));
    let me: Vec<UserId> = tx.ctx.actor.user().into_iter().collect();
    let (package, person) = (&request.package_name, &request.subject_name);
    let link = link(tx, &format!("/approvals/{}", request.id));
    let subject = format!("Please decide again: {package} for {person}");
    let body = format!(
        "{}. {name} had approved that, and took it back.\n{why}\nPlease decide by {}. After that the request is denied by itself.\n\n{link}\n",
        asks(request),
        due.long_date(),
    );
    let told = to_approvers(tx, request, stage, &me, &subject, &body).await?;
    let people = directory::resolve(&mut tx.conn, before, RECIPIENTS_MAX).await?;
    let subject = format!("No longer needed: {package} for {person}");
    let body = format!(
        "{name} took back an approval of the request of {person} for {package}, so it is decided there first. You are asked again if it comes to you.\n{why}",
    );
    let except: Vec<UserId> = told.into_iter().chain(me).collect();
    to_people(tx, request, &people, &except, &subject, &body)
}

/// Access ended because an approval was taken back: tells those who run the package.
pub(crate) async fn approval_revoked(
    tx: &mut Tx,
    request: &RequestRow,
    reason: &str,
) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let (package, person) = (&request.package_name, &request.subject_name);
    let name = tx.ctx.actor_name.clone();
    let people = who_run(tx, request.catalog_id).await?;
    let me: Vec<UserId> = tx.ctx.actor.user().into_iter().collect();
    let link = link(
        tx,
        &format!(
            "/admin/packages/{}/requests/{}",
            request.package_id, request.id
        ),
    );
    let subject = format!("Approval taken back: {package} for {person}");
    let body = format!(
        "{name} had approved that {person} gets {package}, and took it back. The access has ended.\n{}\n{link}\n",
        said(reason),
    );
    to_people(tx, request, &people, &me, &subject, &body)
}

#[derive(sqlx::FromRow)]
struct Row {
    principal_kind: PrincipalKind,
    principal_id: Uuid,
}

/// The enabled people who run the packages of a catalog by their roles in it.
pub(crate) async fn who_run(tx: &mut Tx, catalog: CatalogId) -> Outcome<Vec<Person>> {
    let rows = fetch_all!(tx, Row, "roles/run_catalog", catalog)?;
    let roles = rows.into_iter();
    let principals: Vec<Principal> = roles
        .map(|row| Principal::new(row.principal_kind, row.principal_id))
        .collect();
    directory::resolve(&mut tx.conn, &principals, RECIPIENTS_MAX).await
}
