//! The objects of one kind.

use super::kind_title;
use crate::ctx::Ctx;
use crate::directory::patterns;
use crate::error::Outcome;
use crate::{fetch_all, lists};
use shared::authz::{Action, Scope};
use shared::directory::{GroupKind, ObjectKind};
use shared::ids::ObjectId;
use shared::views::objects::{ObjectRow, ObjectsView};

#[derive(sqlx::FromRow)]
struct Row {
    id: ObjectId,
    kind: ObjectKind,
    group_kind: Option<GroupKind>,
    display_name: String,
    description: String,
    holdings: i64,
    packages: i64,
}

/// Objects of a kind by name; `after` is the cursor of the page.
///
/// # Errors
/// Not allowed.
pub async fn list(ctx: &Ctx, kind: ObjectKind, q: &str, after: &str) -> Outcome<ObjectsView> {
    ctx.require(Action::ReportOnAUser, Scope::Tenant)?;
    let [first, second, third] = patterns(q);
    let mut conn = ctx.read().await?;
    let rows = fetch_all!(
        conn,
        Row,
        "objects/list",
        kind,
        lists::after(after),
        first,
        second,
        third,
        lists::FETCH
    )?;
    Ok(ObjectsView {
        page: lists::page(rows, |row| row.id.0, show),
        q: q.to_owned(),
        kind: kind.to_string(),
    })
}

fn show(row: Row) -> ObjectRow {
    ObjectRow {
        id: row.id.to_string(),
        name: row.display_name,
        description: row.description,
        kind: kind_title(row.kind, row.group_kind).to_owned(),
        holdings: row.holdings,
        packages: row.packages,
    }
}
