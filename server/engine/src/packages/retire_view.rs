//! What retiring a package would mean (BYD-20): who loses what, and when.

use super::model::permitted;
use super::overview::head_of;
use crate::{Ctx, Outcome, fetch_all, fetch_one, lists};
use shared::authz::Action;
use shared::ids::{AssignmentId, PackageId};
use shared::time::Timestamp;
use shared::views::When;
use shared::views::packages::{LosesRow, RetireView};

#[derive(sqlx::FromRow)]
struct Row {
    id: AssignmentId,
    name: String,
    mail: String,
    ends_at: Option<Timestamp>,
    roles: i64,
    kept: i64,
}

/// The form, and everybody who would lose something, newest access first.
///
/// # Errors
/// Not allowed, or there is no such package.
pub async fn retire_form(ctx: &Ctx, id: PackageId, after: &str) -> Outcome<RetireView> {
    let (_, package) = permitted(ctx, id, Action::DeletePackage).await?;
    let mut conn = ctx.read().await?;
    let (holders, waiting): (i64, i64) = fetch_one!(conn, (i64, i64), "packages/in_the_way", id)?;
    let cursor = lists::before(after);
    let rows: Vec<Row> = fetch_all!(
        conn,
        Row,
        "packages/retire_preview",
        id,
        cursor,
        lists::FETCH
    )?;
    let now = ctx.now();
    Ok(RetireView {
        people: lists::page(
            rows,
            |row| row.id.0,
            |row| LosesRow {
                name: row.name,
                detail: row.mail,
                ends: row.ends_at.map(|at| When::new(at, now)),
                loses: row.roles - row.kept,
                keeps: row.kept,
            },
        ),
        holders,
        waiting,
        earliest: now.plus_days(1).date_input(),
        head: head_of(ctx, &package),
    })
}
