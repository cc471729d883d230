//! The people somebody manages: what they have and wait for, and what can be asked for on their behalf
//! (UI-06, POL-10).

use super::candidates::{Candidate, candidates};
use super::{available, package, package_ref};
use crate::ctx::Ctx;
use crate::db::Conn;
use crate::directory::{self, Person};
use crate::error::Outcome;
use crate::lists::{FETCH, after, page};
use crate::requests::{behalf, gates};
use crate::texts::{Description, Name};
use crate::{fetch_all, fetch_optional};
use shared::AppError;
use shared::assignment::AssignmentState;
use shared::ids::{AssignmentId, CatalogId, PackageId, PolicyId, RequestId, UserId};
use shared::limits;
use shared::policy::{Applicability, Conflict, PolicySettings};
use shared::request::{RequestState, RequestStatus, RequestType};
use shared::time::Timestamp;
use shared::views::my::{
    Named, ReportAccess, ReportOffers, ReportPackage, ReportPage, ReportRequest, ReportRow,
    TeamPage, words,
};
use shared::views::{Page, When};

/// Rows of each list of a person's page.
const SHOWN: i64 = 100;

#[derive(sqlx::FromRow)]
struct Report {
    id: UserId,
    name: String,
    mail: String,
    job_title: String,
    department: String,
    enabled: bool,
    holds: i64,
    waits: i64,
    next_end: Option<Timestamp>,
}

/// Everybody who reports to the person.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub async fn team(ctx: &Ctx, cursor: &str) -> Outcome<TeamPage> {
    let (me, now) = (ctx.me()?, ctx.now());
    let mut conn = ctx.read().await?;
    let rows = fetch_all!(conn, Report, "team/reports", me, after(cursor), FETCH)?;
    Ok(TeamPage {
        rows: page(
            rows,
            |row| row.id.0,
            |row| ReportRow {
                id: row.id.to_string(),
                person: Named {
                    detail: position(&row.job_title, &row.department, &row.mail),
                    name: row.name,
                    ..Named::default()
                },
                holds: row.holds,
                waits: row.waits,
                next_end: row.next_end.map(|end| When::new(end, now)),
                blocked: !row.enabled,
            },
        ),
    })
}

/// Job title and department, or the mail address.
fn position(title: &str, department: &str, mail: &str) -> String {
    match (title, department) {
        ("", "") => mail.to_owned(),
        ("", only) | (only, "") => only.to_owned(),
        (title, department) => format!("{title}, {department}"),
    }
}

/// Somebody who reports to whoever acts.
async fn report(ctx: &Ctx, conn: &mut Conn, id: UserId) -> Outcome<Person> {
    behalf::permit(ctx, conn, id).await?;
    let person = directory::person(conn, id).await?;
    Ok(person.ok_or(AppError::NotFound)?)
}

fn named(person: &Person) -> Named {
    Named {
        name: person.name.clone(),
        detail: person.detail(),
        ..Named::default()
    }
}

#[derive(sqlx::FromRow)]
struct Held {
    id: AssignmentId,
    state: AssignmentState,
    ends_at: Option<Timestamp>,
    settings: String,
    package_id: PackageId,
    #[sqlx(try_from = "Name")]
    package_name: String,
    catalog_id: CatalogId,
    #[sqlx(try_from = "Name")]
    catalog_name: String,
    roles: i64,
}

#[derive(sqlx::FromRow)]
struct Requested {
    id: RequestId,
    request_type: RequestType,
    state: RequestState,
    status: RequestStatus,
    created_at: Timestamp,
    requestor_id: Option<UserId>,
    requestor_name: Option<String>,
    package_id: PackageId,
    #[sqlx(try_from = "Name")]
    package_name: String,
    catalog_id: CatalogId,
    #[sqlx(try_from = "Name")]
    catalog_name: String,
}

/// What one person who reports to the reader has, and what is asked for and waits.
///
/// # Errors
/// [`AppError::NotFound`] for anybody else; nobody is signed in; the database fails.
pub async fn team_member(ctx: &Ctx, id: UserId) -> Outcome<ReportPage> {
    let (me, now) = (ctx.me()?, ctx.now());
    let mut conn = ctx.read().await?;
    let person = report(ctx, &mut conn, id).await?;
    let held = fetch_all!(conn, Held, "team/held", id, SHOWN)?;
    let asked = fetch_all!(conn, Requested, "team/requested", id, SHOWN)?;
    let full = usize::try_from(SHOWN).unwrap_or(usize::MAX);
    let cut = held.len() == full || asked.len() == full;
    let access = held
        .into_iter()
        .map(|row| access(row, &person.name, now))
        .collect::<Outcome<Vec<ReportAccess>>>()?;
    Ok(ReportPage {
        id: id.to_string(),
        person: named(&person),
        blocked: !person.enabled,
        access,
        requests: asked
            .into_iter()
            .map(|row| asked_for(row, me, now))
            .collect(),
        cut,
    })
}

fn access(row: Held, name: &str, now: Timestamp) -> Outcome<ReportAccess> {
    let settings: PolicySettings = serde_json::from_str(&row.settings)?;
    let loses = match row.roles {
        0 => t!("It ends now.").to_owned(),
        many => tn!(
            many,
            "{name} loses its role now, unless other access gives the same.",
            "{name} loses its {n} roles now, except those other access gives, too.",
            name
        ),
    };
    Ok(ReportAccess {
        id: row.id.to_string(),
        badge: words::access_badge(row.state),
        ends: row.ends_at.map(|end| When::new(end, now)),
        remove: settings
            .managers_ask
            .then(|| format!("{loses} {}", t!("They are told by mail."))),
        package: package_ref(
            row.package_id,
            row.package_name,
            row.catalog_id,
            row.catalog_name,
        ),
    })
}

fn asked_for(row: Requested, me: UserId, now: Timestamp) -> ReportRequest {
    let own = row.requestor_id == Some(me);
    ReportRequest {
        link: if own {
            format!("/requests/{}", row.id)
        } else {
            String::new()
        },
        kind: row.request_type.title().to_owned(),
        badge: words::request_badge(row.state, row.status),
        asked: When::new(row.created_at, now),
        by: if own {
            t!("You").to_owned()
        } else {
            row.requestor_name.unwrap_or_default()
        },
        package: package_ref(
            row.package_id,
            row.package_name,
            row.catalog_id,
            row.catalog_name,
        ),
    }
}

/// The candidate with only those policies that let managers ask.
fn asked_by_managers(candidate: Candidate) -> Candidate {
    let policies = candidate.policies.into_iter();
    Candidate {
        policies: policies
            .filter(|(_, settings)| settings.managers_ask)
            .collect(),
        ..candidate
    }
}

/// Packages that the reader can ask for on behalf of somebody who reports to them, by name.
///
/// # Errors
/// [`AppError::NotFound`] for anybody else; nobody is signed in; the database fails.
pub async fn team_packages(
    ctx: &Ctx,
    id: UserId,
    query: &str,
    cursor: &str,
) -> Outcome<ReportOffers> {
    let now = ctx.now();
    let mut conn = ctx.read().await?;
    let person = report(ctx, &mut conn, id).await?;
    let subject = directory::subject(&mut conn, id).await?;
    let subject = subject.ok_or(AppError::NotFound)?;
    let mut cursor = cursor.to_owned();
    let cards = loop {
        let size = limits::PAGE_SIZE;
        let Page { rows, next } =
            candidates(ctx, &mut conn, &subject, query, &cursor, size, false).await?;
        let ids: Vec<PackageId> = rows.iter().map(|found| found.row.id).collect();
        let standings = available::standings(&mut conn, &subject, &ids).await?;
        let rows: Vec<_> = rows
            .into_iter()
            .map(asked_by_managers)
            .filter_map(|candidate| {
                let standing = standings.get(&candidate.row.id).copied();
                available::card(
                    candidate,
                    Vec::new(),
                    standing.unwrap_or_default(),
                    &subject,
                    now,
                    false,
                )
            })
            .map(|mut card| {
                card.extend = None;
                if let Some(badge) = &mut card.badge
                    && badge.label == t!("You have this")
                {
                    t!("Has this").clone_into(&mut badge.label);
                }
                card
            })
            .collect();
        match next {
            // Nothing on this page can be asked for: the reader should not find it empty.
            Some(next) if rows.is_empty() => cursor = next,
            next => break Page { rows, next },
        }
    };
    Ok(ReportOffers {
        id: id.to_string(),
        person: named(&person),
        cards,
        query: query.to_owned(),
    })
}

#[derive(sqlx::FromRow)]
struct PackageRow {
    #[sqlx(try_from = "Name")]
    display_name: String,
    #[sqlx(try_from = "Description")]
    description: String,
    catalog_id: CatalogId,
    #[sqlx(try_from = "Name")]
    catalog_name: String,
}

/// The form to ask for a package on behalf of somebody who reports to the reader.
///
/// # Errors
/// [`AppError::NotFound`] for anybody else, and for packages that are not meant for that person;
/// nobody is signed in; the database fails.
pub async fn team_package(
    ctx: &Ctx,
    id: UserId,
    package: PackageId,
    policy: Option<PolicyId>,
) -> Outcome<ReportPackage> {
    let (me, now) = (ctx.me()?, ctx.now());
    let mut conn = ctx.read().await?;
    let person = report(ctx, &mut conn, id).await?;
    let gate = gates::load(ctx, &mut conn, package, id, now).await?;
    if !gate.is_visible() {
        return Err(AppError::NotFound.into());
    }
    let found = behalf::for_managers(&gate, now);
    let usable: Vec<_> = gate
        .policies
        .iter()
        .filter(|policy| found.usable.contains(&policy.id))
        .collect();
    let parties = [gate.subject.id, me];
    let ways = package::ways(
        &mut conn,
        &gate.subject,
        &parties,
        &usable,
        &ctx.languages,
        now,
    )
    .await?;
    let row = fetch_optional!(conn, PackageRow, "my/package", id, package)?;
    let row = row.ok_or(AppError::NotFound)?;
    let chosen = policy
        .filter(|id| found.usable.contains(id))
        .or(match found.usable.as_slice() {
            [only] => Some(*only),
            _ => None,
        });
    Ok(ReportPackage {
        id: id.to_string(),
        person: named(&person),
        package: package_ref(package, row.display_name, row.catalog_id, row.catalog_name),
        description: row.description,
        ways,
        chosen: chosen.map(|policy| policy.to_string()),
        reasons: reasons(&found, &person.name),
        today: now.date_input(),
    })
}

/// Why it cannot be asked for, said about somebody else.
fn reasons(found: &Applicability, name: &str) -> Vec<String> {
    if found.is_eligible() {
        return Vec::new();
    }
    found.said(|conflict: &Conflict| format!("{name} {}", conflict.sentence_about(false)))
}
