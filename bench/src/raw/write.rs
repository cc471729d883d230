//! Changes: the rows that the product leaves behind, in one transaction. A row is written once, in
//! its final state, where the product takes several steps.

use super::Failed;
use crate::chain::{Chain, Note};
use crate::seed::model::{ACCESS_DAYS, DECISION_DAYS};
use crate::store::commit;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use engine::db::Conn;
use engine::outbox::Mail;
use engine::{Ctx, Engine, execute, fetch_all, fetch_one};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use uuid::Uuid;

/// The header that says who acts; the baseline believes it.
pub const WHO: &str = "x-bench-user";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Submitted {
    assignment: Wanted,
    justification: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wanted {
    access_package_id: Uuid,
    assignment_policy_id: Uuid,
    target_id: Uuid,
}

#[derive(sqlx::FromRow)]
struct AskedRow {
    settings: String,
    package_name: String,
    catalog_id: Uuid,
    subject_name: String,
    manager_id: Uuid,
    manager_mail: String,
}

pub(super) async fn submit(
    State(engine): State<Arc<Engine>>,
    Json(body): Json<Submitted>,
) -> Result<(StatusCode, Json<Value>), Failed> {
    let ctx = engine.system();
    let now = ctx.now();
    let Wanted {
        access_package_id: package,
        assignment_policy_id: policy,
        target_id: subject,
    } = body.assignment;
    let [request, event, first, second, mail] = ids(&ctx);
    let mut conn = engine.db.begin().await?;
    let asked = fetch_one!(conn, AskedRow, "raw/asked", policy, subject)?;
    let why = body.justification.as_str();
    execute!(
        conn,
        "raw/insert_request",
        request,
        package,
        policy,
        subject,
        why,
        asked.settings.as_str(),
        now
    )?;
    execute!(conn, "raw/insert_event", event, request, now, subject, why)?;
    let days = i64::from(DECISION_DAYS);
    execute!(
        conn,
        "raw/insert_stages",
        first,
        second,
        request,
        now,
        now.plus_days(days),
        now.plus_hours(days * 12)
    )?;
    execute!(
        conn,
        "raw/insert_approver",
        first,
        asked.manager_id,
        now.plus_days(days),
        subject
    )?;
    let payload = letter(&asked.manager_mail, "Please decide", &asked.package_name)?;
    execute!(conn, "raw/insert_mail", mail, payload, now)?;
    let note = Note {
        at: now.0,
        actor: Some(subject),
        actor_name: asked.subject_name,
        action: "request.submit",
        because: "own",
        target_kind: "request",
        target: request,
        target_name: asked.package_name,
        catalog: asked.catalog_id,
        package,
        subject,
        correlation: ctx.correlation,
        details: json!({ "type": "userAdd", "policy": "Everyday access" }).to_string(),
    };
    let mut chain = lock_head(&mut conn, 1).await?;
    let (seq, previous, hash) = chain.append(&note);
    execute!(
        conn,
        "raw/insert_audit",
        seq,
        note.at,
        note.actor,
        note.actor_name,
        note.action,
        note.because,
        note.target_kind,
        note.target,
        note.target_name,
        note.catalog,
        note.package,
        note.subject,
        note.correlation,
        note.details,
        previous,
        hash
    )?;
    execute!(conn, "raw/end_head", chain.hash)?;
    commit(conn).await?;
    let answer = json!({ "id": request, "requestType": "userAdd", "state": "submitted", "status": "Accepted" });
    Ok((StatusCode::CREATED, Json(answer)))
}

#[derive(Deserialize)]
pub(super) struct Decided {
    justification: String,
}

#[derive(sqlx::FromRow)]
struct DecidedRow {
    package_id: Uuid,
    policy_id: Uuid,
    subject_id: Uuid,
    package_name: String,
    catalog_id: Uuid,
    subject_mail: String,
    decider_name: String,
    role_id: Uuid,
    other_mail: Option<String>,
}

pub(super) async fn approve(
    State(engine): State<Arc<Engine>>,
    Path((request, stage)): Path<(Uuid, Uuid)>,
    headers: HeaderMap,
    Json(body): Json<Decided>,
) -> Result<StatusCode, Failed> {
    let who = headers.get(WHO).and_then(|value| value.to_str().ok());
    let decider: Uuid = who.unwrap_or_default().parse()?;
    let ctx = engine.system();
    let now = ctx.now();
    let [
        assignment,
        approved,
        delivering,
        delivered,
        one,
        two,
        mail,
        other,
    ] = ids(&ctx);
    let mut conn = engine.db.begin().await?;
    let reason = body.justification.as_str();
    if execute!(conn, "raw/decide", stage, decider, now, reason)? == 0 {
        return Ok(StatusCode::CONFLICT);
    }
    execute!(conn, "raw/close_asked", stage)?;
    let rows = fetch_all!(conn, DecidedRow, "raw/decided", request, stage, decider)?;
    // Every package of the organization that is measured has two roles.
    let [row, next] = rows.as_slice() else {
        return Err(Failed(format!("{} roles instead of two", rows.len())));
    };
    let end = now.plus_days(i64::from(ACCESS_DAYS));
    execute!(
        conn,
        "raw/insert_assignment",
        assignment,
        row.package_id,
        row.policy_id,
        row.subject_id,
        now,
        end,
        end.plus_days(-14)
    )?;
    execute!(conn, "raw/complete", request, assignment, now)?;
    execute!(
        conn,
        "raw/insert_events",
        approved,
        delivering,
        delivered,
        request,
        now,
        decider,
        reason
    )?;
    execute!(
        conn,
        "raw/insert_deliveries",
        one,
        row.role_id,
        two,
        next.role_id,
        assignment,
        row.subject_id,
        now
    )?;
    execute!(
        conn,
        "raw/grant",
        row.role_id,
        next.role_id,
        row.subject_id,
        now
    )?;
    let others = row.other_mail.as_deref().unwrap_or(&row.subject_mail);
    execute!(
        conn,
        "raw/insert_mails",
        mail,
        letter(&row.subject_mail, "You now have access", &row.package_name)?,
        other,
        letter(others, "Decided", &row.package_name)?,
        now
    )?;
    let notes = notes(&ctx, row, next.role_id, decider, request, assignment);
    append(&mut conn, notes).await?;
    commit(conn).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The two records of an approval: the decision, and the assignment with what it gave.
fn notes(
    ctx: &Ctx,
    row: &DecidedRow,
    other: Uuid,
    decider: Uuid,
    request: Uuid,
    assignment: Uuid,
) -> [Note; 2] {
    let approval = Note {
        at: ctx.now().0,
        actor: Some(decider),
        actor_name: row.decider_name.clone(),
        action: "approval.approve",
        because: "approver",
        target_kind: "request",
        target: request,
        target_name: row.package_name.clone(),
        catalog: row.catalog_id,
        package: row.package_id,
        subject: row.subject_id,
        correlation: ctx.correlation,
        details: json!({ "stage": 2, "reason": "" }).to_string(),
    };
    let granted = [row.role_id, other];
    let created = Note {
        action: "assignment.create",
        target_kind: "assignment",
        target: assignment,
        details: json!({ "request": request, "granted": granted, "failed": [] }).to_string(),
        ..approval.clone()
    };
    [approval, created]
}

async fn append(conn: &mut Conn, [a, b]: [Note; 2]) -> sqlx::Result<()> {
    let mut chain = lock_head(conn, 2).await?;
    let (i, j) = (chain.append(&a), chain.append(&b));
    // One statement for two rows of sixteen columns each.
    execute!(
        conn,
        "raw/insert_audits",
        i.0,
        a.at,
        a.actor,
        a.actor_name,
        a.action,
        a.because,
        a.target_kind,
        a.target,
        a.target_name,
        a.catalog,
        a.package,
        a.subject,
        a.correlation,
        a.details,
        i.1,
        i.2,
        j.0,
        b.at,
        b.actor,
        b.actor_name,
        b.action,
        b.because,
        b.target_kind,
        b.target,
        b.target_name,
        b.catalog,
        b.package,
        b.subject,
        b.correlation,
        b.details,
        j.1,
        j.2
    )?;
    execute!(conn, "raw/end_head", chain.hash).map(drop)
}

/// The end of the chain as it was, with room for `count` records after it.
async fn lock_head(conn: &mut Conn, count: i64) -> sqlx::Result<Chain> {
    let (seq, hash) = fetch_one!(conn, (i64, String), "raw/lock_head", count)?;
    Ok(Chain {
        seq: seq - count,
        hash,
    })
}

fn ids<const N: usize>(ctx: &Ctx) -> [Uuid; N] {
    std::array::from_fn(|_| ctx.id())
}

/// A mail about as long as those of the product.
fn letter(to: &str, subject: &str, package: &str) -> serde_json::Result<String> {
    serde_json::to_string(&Mail {
        to: to.to_owned(),
        subject: format!("{subject}: {package}"),
        body: format!("Hello,\n\nthis is about the access package {package}. ").repeat(4),
    })
}
