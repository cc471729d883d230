//! What writing uses up: prepared anew for each row, on whatever the database holds by then.

use super::rows::{Row, Source};
use super::{Call, Calls};
use crate::Complaint;
use crate::raw::API;
use crate::seed::ids::{Kind, id};
use crate::seed::model::{Model, Way};
use crate::seed::request::{Asked, Open, WHY, Writer, pending};
use crate::seed::{Sink, head, set_head};
use crate::store::commit;
use engine::db::Db;
use engine::{execute, fetch_all, fetch_one};
use http::Method;
use serde_json::json;
use shared::time::Timestamp;
use std::collections::HashSet;
use uuid::Uuid;

/// The calls of a row; `items` bounds those that are used up.
///
/// # Errors
/// The database fails.
pub async fn calls(
    db: &Db,
    model: &Model,
    row: &Row,
    items: usize,
    now: Timestamp,
) -> Result<Calls, Complaint> {
    Ok(match row.source {
        Source::Again(make) => make(model).into(),
        Source::Submissions => Calls {
            calls: wishes(db, model, items)
                .await?
                .into_iter()
                .map(|(user, package)| submission(user, package))
                .collect(),
            again: false,
        },
        Source::Approvals => Calls {
            // Slower than submitting, so fewer are used up.
            calls: prepare(db, model, items.div_ceil(2), now)
                .await?
                .iter()
                .map(approval)
                .collect(),
            again: false,
        },
    })
}

fn submission(user: u64, package: u64) -> Call {
    let body = json!({
        "requestType": "userAdd",
        "assignment": {
            "accessPackageId": id(Kind::Package, package),
            "assignmentPolicyId": id(Kind::Policy, package),
            "targetId": id(Kind::User, user),
        },
        "justification": WHY,
    });
    Call {
        method: Method::POST,
        path: format!("{API}/assignmentRequests"),
        body: Some(body.to_string()),
        user: Some(user),
    }
}

fn approval(open: &Open) -> Call {
    let body = json!({ "reviewResult": "Approve", "justification": "Agreed with the team." });
    Call {
        method: Method::PATCH,
        path: format!(
            "{API}/accessPackageAssignmentApprovals/{}/stages/{}",
            open.request, open.stage
        ),
        body: Some(body.to_string()),
        user: Some(open.approver),
    }
}

/// People who are signed in with packages of two stages that they neither hold nor wait for.
async fn wishes(db: &Db, model: &Model, items: usize) -> Result<Vec<(u64, u64)>, Complaint> {
    let people = model.numbers.sessions - 1;
    let mut conn = db.read().await?;
    let last = id(Kind::User, people);
    let taken: HashSet<(Uuid, Uuid)> = fetch_all!(conn, (Uuid, Uuid), "taken", last)?
        .into_iter()
        .collect();
    let packages: Vec<u64> = (0..model.numbers.packages)
        .filter(|n| model.way(*n) == Way::TwoStages && !model.is_hidden(*n))
        .collect();
    let count = packages.len() as u64;
    Ok((0..count)
        .flat_map(|place| (1..=people).map(move |user| (user, (user * 31 + place) % count)))
        .filter_map(|(user, place)| Some((user, *packages.get(usize::try_from(place).ok()?)?)))
        .filter(|(user, package)| {
            !taken.contains(&(id(Kind::User, *user), id(Kind::Package, *package)))
        })
        .take(items)
        .collect())
}

/// Requests whose first stage is approved, written as the loader writes them.
async fn prepare(
    db: &Db,
    model: &Model,
    items: usize,
    now: Timestamp,
) -> Result<Vec<Open>, Complaint> {
    let wishes = wishes(db, model, items).await?;
    let mut conn = db.begin().await?;
    let mut chain = head(&mut conn).await?;
    let mut sink = Sink::default();
    let mut writer = Writer {
        sink: &mut sink,
        chain: &mut chain,
        made_at: Some(now),
    };
    let mut open = Vec::with_capacity(wishes.len());
    for (n, (user, package)) in (0..).zip(wishes) {
        let asked = Asked {
            n,
            user,
            package,
            at: now.plus_hours(-2),
        };
        open.push(pending(model, &mut writer, asked, 1)?);
        if writer.sink.is_full() {
            writer.sink.flush(&mut conn).await?;
        }
    }
    writer.sink.flush(&mut conn).await?;
    set_head(&mut conn, &chain).await?;
    commit(conn).await?;
    Ok(open)
}

/// Before a row: people are signed in as of now, and mail that earlier rows left is dropped, so that
/// no row pays for another.
///
/// # Errors
/// The database fails.
pub async fn tidy(db: &Db, now: Timestamp) -> sqlx::Result<()> {
    let mut conn = db.begin().await?;
    execute!(conn, "refresh_sessions", now, now.plus_days(30))?;
    execute!(conn, "drop_mail", now)?;
    commit(conn).await
}

/// Deliveries that are still to be made.
///
/// # Errors
/// The database fails.
pub async fn undelivered(db: &Db) -> sqlx::Result<i64> {
    let mut conn = db.read().await?;
    let (count,) = fetch_one!(conn, (i64,), "undelivered")?;
    Ok(count)
}

/// Lets access end at `now`; how much.
///
/// # Errors
/// The database fails.
pub async fn end_now(db: &Db, now: Timestamp, count: u32) -> sqlx::Result<u64> {
    let mut conn = db.begin().await?;
    let ended = execute!(conn, "end_now", now, i64::from(count))?;
    commit(conn).await?;
    Ok(ended)
}

/// Access whose end has come and that has not ended.
///
/// # Errors
/// The database fails.
pub async fn ending(db: &Db, now: Timestamp) -> sqlx::Result<i64> {
    let mut conn = db.read().await?;
    let (count,) = fetch_one!(conn, (i64,), "ending", now)?;
    Ok(count)
}
