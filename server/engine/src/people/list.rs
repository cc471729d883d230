//! Everybody the portal knows.

use super::kind_title;
use crate::ctx::Ctx;
use crate::directory::patterns;
use crate::error::Outcome;
use crate::{fetch_all, lists};
use shared::authz::{Action, Scope};
use shared::directory::UserKind;
use shared::ids::UserId;
use shared::lifecycle::SubjectLifecycle;
use shared::time::Timestamp;
use shared::views::When;
use shared::views::people::{PeopleView, PersonRow};

/// What narrows the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleFilter {
    /// Words in name, user name, mail address, job title or department.
    pub q: String,
    pub kind: Option<UserKind>,
    /// Only enabled, or only disabled accounts.
    pub enabled: Option<bool>,
    /// Only guests under management, or only those who are not (ASG-09).
    pub lifecycle: Option<SubjectLifecycle>,
    /// Cursor of the page.
    pub after: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: UserId,
    display_name: String,
    mail: String,
    kind: UserKind,
    job_title: String,
    department: String,
    enabled: bool,
    lifecycle: SubjectLifecycle,
    remove_at: Option<Timestamp>,
    removed: bool,
    organization: Option<String>,
    packages: i64,
}

/// People by name.
///
/// # Errors
/// Not allowed.
pub async fn list(ctx: &Ctx, filter: PeopleFilter) -> Outcome<PeopleView> {
    ctx.require(Action::ReportOnAUser, Scope::Tenant)?;
    let kind = filter.kind.map_or("", UserKind::as_str);
    let state = match filter.enabled {
        None => "",
        Some(true) => "enabled",
        Some(false) => "disabled",
    };
    let lifecycle = filter.lifecycle.map_or("", SubjectLifecycle::as_str);
    let now = ctx.now();
    let [first, second, third] = patterns(&filter.q);
    let mut conn = ctx.read().await?;
    let rows = fetch_all!(
        conn,
        Row,
        "people/list",
        lists::after(&filter.after),
        first,
        second,
        third,
        kind,
        state,
        lifecycle,
        lists::FETCH
    )?;
    Ok(PeopleView {
        page: lists::page(rows, |row| row.id.0, |row| show(row, now)),
        lifecycle: lifecycle.to_owned(),
        q: filter.q,
        kind: kind.to_owned(),
        state: state.to_owned(),
    })
}

fn show(row: Row, now: Timestamp) -> PersonRow {
    let work = [row.job_title, row.department];
    let work: Vec<&str> = work
        .iter()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect();
    PersonRow {
        id: row.id.to_string(),
        name: row.display_name,
        mail: row.mail,
        kind: kind_title(row.kind).to_owned(),
        detail: row.organization.unwrap_or_else(|| work.join(", ")),
        enabled: row.enabled,
        lifecycle: row.lifecycle.title().to_owned(),
        removal: row.remove_at.map(|at| When::new(at, now)),
        removed: row.removed,
        packages: row.packages,
    }
}
