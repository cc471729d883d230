//! What somebody is to look at.

use crate::ctx::Ctx;
use crate::db::Conn;
use crate::error::Outcome;
use crate::fetch_in;
use crate::my;
use crate::texts::Name;
use shared::assignment::AssignmentState;
use shared::authz::{Action, Reach};
use shared::directory::Subject;
use shared::ids::{CatalogId, PackageId, RequestId};
use shared::time::Timestamp;
use shared::views::When;
use shared::views::my::{EmergencyRow, Named, words};

/// Emergencies that a page lists.
const SHOWN: i64 = 50;
/// Characters of a reason that a list shows.
const EXCERPT: usize = 140;

#[derive(sqlx::FromRow)]
struct Row {
    request_id: RequestId,
    opened_at: Timestamp,
    justification: String,
    subject_name: String,
    subject_mail: String,
    department: String,
    package_id: PackageId,
    #[sqlx(try_from = "Name")]
    package_name: String,
    catalog_id: CatalogId,
    #[sqlx(try_from = "Name")]
    catalog_name: String,
    access_state: Option<AssignmentState>,
    ends_at: Option<Timestamp>,
    ended_at: Option<Timestamp>,
}

/// Emergencies that wait for somebody to look at them, oldest first, of those that the person may look at:
/// as who would have decided, or as who runs the package. They wait however long the access is over.
///
/// # Errors
/// The database fails.
pub(crate) async fn to_look_at(
    ctx: &Ctx,
    conn: &mut Conn,
    subject: &Subject,
) -> Outcome<Vec<EmergencyRow>> {
    let now = ctx.now();
    let mut list = my::asked_as(subject);
    let everywhere = match ctx.reach(Action::DirectlyRemoveUser) {
        Reach::Everywhere => true,
        Reach::Only(own) => {
            list.extend(own.iter().map(|catalog| catalog.0));
            false
        }
    };
    let rows =
        fetch_in!(conn, Row, "emergencies/to_look_at", &list; subject.id, everywhere, SHOWN)?;
    Ok(rows.into_iter().map(|row| show(row, now)).collect())
}

fn show(row: Row, now: Timestamp) -> EmergencyRow {
    let there = row.access_state.is_some_and(AssignmentState::is_live);
    EmergencyRow {
        request: row.request_id.to_string(),
        subject: Named {
            name: row.subject_name,
            detail: Some(row.department)
                .filter(|department| !department.is_empty())
                .unwrap_or(row.subject_mail),
            group: false,
            described: false,
        },
        package: my::package_ref(
            row.package_id,
            row.package_name,
            row.catalog_id,
            row.catalog_name,
        ),
        reason: words::excerpt(&row.justification, EXCERPT),
        since: When::new(row.opened_at, now),
        until: row
            .ended_at
            .or(row.ends_at)
            .map(|until| When::new(until, now)),
        there,
    }
}
