//! One person.

use super::access::access;
use super::kind_title;
use crate::ctx::Ctx;
use crate::db::Conn;
use crate::directory::{self, Person};
use crate::error::{Failure, Outcome};
use crate::texts::Name;
use crate::{fetch_all, fetch_one, fetch_optional, roles};
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::directory::UserKind;
use shared::ids::{OrganizationId, PackageId, RequestId, UserId};
use shared::lifecycle::SubjectLifecycle;
use shared::request::{RequestState, RequestStatus, RequestType};
use shared::time::Timestamp;
use shared::views::When;
use shared::views::my::words::request_badge;
use shared::views::people::{PersonLink, PersonRequest, PersonView};

/// People who report to somebody, and requests, that one page shows.
const REPORTS: i64 = 30;
const REQUESTS: i64 = 10;

#[derive(sqlx::FromRow)]
struct Row {
    kind: UserKind,
    user_name: String,
    display_name: String,
    mail: String,
    given_name: String,
    surname: String,
    job_title: String,
    department: String,
    cost_center: String,
    company: String,
    country: String,
    enabled: bool,
    manager_id: Option<UserId>,
    external_id: Option<String>,
    created_at: Timestamp,
    version: i64,
    organization_id: Option<OrganizationId>,
    organization: Option<String>,
    lifecycle: SubjectLifecycle,
    blocked_at: Option<Timestamp>,
    remove_at: Option<Timestamp>,
    removed_at: Option<Timestamp>,
    has_second_factor: bool,
}

/// A person with what they hold and why.
///
/// # Errors
/// Not allowed, or there is no such person.
pub async fn view(ctx: &Ctx, id: UserId) -> Outcome<PersonView> {
    #[derive(sqlx::FromRow)]
    struct Open {
        packages: i64,
        requests: i64,
    }
    ctx.require(Action::ReportOnAUser, Scope::Tenant)?;
    let mut conn = ctx.read().await?;
    let row =
        fetch_optional!(conn, Row, "people/get", id)?.ok_or(Failure::App(AppError::NotFound))?;
    let now = ctx.now();
    let access = access(&mut conn, id, now).await?;
    let manager = match row.manager_id {
        Some(manager) => directory::person(&mut conn, manager).await?.map(link),
        None => None,
    };
    let reports = fetch_all!(conn, Person, "people/reports", id, REPORTS)?;
    let (reports_count,) = fetch_one!(conn, (i64,), "people/count_reports", id)?;
    let sponsors = fetch_all!(conn, Person, "people/sponsors", id)?;
    let open = fetch_one!(conn, Open, "people/open_things", id)?;
    let portal_roles = roles::grants(ctx, &mut conn, id).await?;
    let requests = requests(&mut conn, id, now).await?;
    let own_attributes = fetch_all!(conn, (String, String), "people/attributes", id)?;
    let mut facts = facts(&row);
    facts.extend(own_attributes);
    let own = ctx.actor.user() == Some(id);
    let detail = [row.job_title.as_str(), row.department.as_str()]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    Ok(PersonView {
        id: id.to_string(),
        facts,
        consequence: consequence(&row.display_name, open.packages, open.requests),
        name: row.display_name,
        user_name: row.user_name,
        mail: row.mail,
        kind: kind_title(row.kind).to_owned(),
        enabled: row.enabled,
        detail,
        organization: row
            .organization_id
            .zip(row.organization)
            .map(|(id, name)| (id.to_string(), name)),
        manager,
        sponsors: sponsors.into_iter().map(link).collect(),
        reports: reports.into_iter().map(link).collect(),
        reports_count,
        access,
        portal_roles,
        requests,
        created: When::new(row.created_at, now),
        version: row.version,
        second_factor: row.has_second_factor
            && !own
            && ctx.allows(Action::TenantSettings, Scope::Tenant),
        may_change: row.removed_at.is_none() && ctx.allows(Action::TenantSettings, Scope::Tenant),
        lifecycle: row.lifecycle.title().to_owned(),
        blocked: row.blocked_at.map(|at| When::new(at, now)),
        removal: row.remove_at.map(|at| When::new(at, now)),
        removed: row.removed_at.map(|at| When::new(at, now)),
        keeps_enabled: own.then(|| t!("You cannot block your own account.").to_owned()),
    })
}

fn link(person: Person) -> PersonLink {
    PersonLink {
        id: person.id.to_string(),
        detail: person.detail(),
        name: person.name,
        enabled: person.enabled,
    }
}

/// The facts that are known, with the words for them.
fn facts(row: &Row) -> Vec<(String, String)> {
    let full = format!("{} {}", row.given_name, row.surname);
    let full = full.trim();
    let facts = [
        (
            t!("Full name"),
            if full == row.display_name { "" } else { full },
        ),
        (t!("Job title"), &row.job_title),
        (t!("Department"), &row.department),
        (t!("Cost center"), &row.cost_center),
        (t!("Company"), &row.company),
        (t!("Country"), &row.country),
        (
            t!("External id"),
            row.external_id.as_deref().unwrap_or_default(),
        ),
    ];
    facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(term, value)| (term.to_owned(), value.to_owned()))
        .collect()
}

/// What disabling the account does.
fn consequence(name: &str, packages: i64, requests: i64) -> String {
    let mut text = t!(
        "{name} is signed out now, and can neither sign in nor ask for access.",
        name
    );
    if packages > 0 {
        text.push(' ');
        text.push_str(&tn!(
            packages,
            "Access through {n} package stays until it ends or is removed.",
            "Access through {n} packages stays until it ends or is removed."
        ));
    }
    if requests > 0 {
        text.push(' ');
        text.push_str(&tn!(
            requests,
            "{n} open request cannot be fulfilled meanwhile.",
            "{n} open requests cannot be fulfilled meanwhile."
        ));
    }
    text
}

async fn requests(conn: &mut Conn, id: UserId, now: Timestamp) -> Outcome<Vec<PersonRequest>> {
    #[derive(sqlx::FromRow)]
    struct Request {
        id: RequestId,
        request_type: RequestType,
        state: RequestState,
        status: RequestStatus,
        created_at: Timestamp,
        package_id: PackageId,
        #[sqlx(try_from = "Name")]
        package: String,
    }
    let rows = fetch_all!(conn, Request, "people/requests", id, REQUESTS)?;
    Ok(rows
        .into_iter()
        .map(|row| PersonRequest {
            what: row.request_type.title().to_owned(),
            badge: request_badge(row.state, row.status),
            when: When::new(row.created_at, now),
            href: format!("/admin/packages/{}/requests/{}", row.package_id, row.id),
            package: row.package,
        })
        .collect())
}
