//! Packages a person can find: those that a policy opens to them (PKG-06, BYD-03), by name.

use super::cursor::AfterText;
use super::{package_ref, roles};
use crate::ctx::Ctx;
use crate::db::Conn;
use crate::directory::patterns;
use crate::engine::Scopes;
use crate::error::Outcome;
use crate::{fetch_in, fetch_one, settings};
use shared::assignment::AssignmentState;
use shared::directory::{Subject, UserKind};
use shared::ids::{CatalogId, PackageId, PolicyId};
use shared::limits;
use shared::policy::{
    Applicability, CatalogFacts, PackageFacts, PolicyFacts, PolicySettings, TargetScope, applicable,
};
use shared::request::RequestState;
use shared::time::Timestamp;
use shared::views::Page;
use shared::views::my::{Badge, Meaning, PackageCardView, PackagesPage, words};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use uuid::Uuid;

/// From so many policies on that let a person in without naming them, packages are found by walking
/// their names; below, from the policies.
const MANY: i64 = 200;

#[derive(sqlx::FromRow)]
struct Row {
    id: PackageId,
    display_name: String,
    name_key: String,
    description: String,
    catalog_id: CatalogId,
    catalog_name: String,
    created_at: Timestamp,
    modified_at: Timestamp,
    policy_id: PolicyId,
    policy_version: i64,
}

/// A package with the policies that open it to the person.
struct Candidate {
    row: Row,
    policies: Vec<(PolicyId, Arc<PolicySettings>)>,
}

impl Candidate {
    /// What the policies say to this person; whether they have the package or wait for it does not
    /// count.
    fn applicability(&self, subject: &Subject, now: Timestamp) -> Applicability {
        let facts: Vec<PolicyFacts<'_>> = self
            .policies
            .iter()
            .map(|(id, settings)| PolicyFacts { id: *id, settings })
            .collect();
        // Catalogs that are closed to the person are not read.
        let catalog = CatalogFacts {
            published: true,
            externally_visible: true,
        };
        applicable(catalog, PackageFacts::default(), &facts, subject, now)
    }
}

/// Available packages, by name; `query` looks into names, descriptions and resources (UI-02).
/// Someone without an account finds packages by link only.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub async fn available(ctx: &Ctx, query: &str, after: &str) -> Outcome<PackagesPage> {
    let mut conn = ctx.read().await?;
    let subject = ctx.subject(&mut conn).await?;
    let mut page = PackagesPage {
        query: query.to_owned(),
        visitor: subject.kind == UserKind::Visitor,
        ..PackagesPage::default()
    };
    if page.visitor {
        return Ok(page);
    }
    let mut after = after.to_owned();
    loop {
        page.cards = find(ctx, &mut conn, &subject, query, &after, limits::PAGE_SIZE).await?;
        match &page.cards.next {
            // Everything on this page turned out to be closed: the reader should not find it empty.
            Some(next) if page.cards.rows.is_empty() => after.clone_from(next),
            _ => return Ok(page),
        }
    }
}

/// A package as programs read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageRecord {
    pub id: PackageId,
    pub name: String,
    pub description: String,
    pub created_at: Timestamp,
    pub modified_at: Timestamp,
}

/// Packages the person may ask for, by name; those that are hidden are found by link only. A page
/// can hold fewer than `size` rows and still have a next one.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub async fn requestable(ctx: &Ctx, after: &str, size: i64) -> Outcome<Page<PackageRecord>> {
    let mut conn = ctx.read().await?;
    let subject = ctx.subject(&mut conn).await?;
    if subject.kind == UserKind::Visitor {
        return Ok(Page::default());
    }
    let Page {
        rows: candidates,
        next,
    } = candidates(ctx, &mut conn, &subject, "", after, size, false).await?;
    let rows = candidates
        .into_iter()
        .filter(|candidate| candidate.applicability(&subject, ctx.now()).is_eligible())
        .map(|Candidate { row, .. }| PackageRecord {
            id: row.id,
            name: row.display_name,
            description: row.description,
            created_at: row.created_at,
            modified_at: row.modified_at,
        })
        .collect();
    Ok(Page { rows, next })
}

/// One page of packages that the person can find.
pub(super) async fn find(
    ctx: &Ctx,
    conn: &mut Conn,
    subject: &Subject,
    query: &str,
    after: &str,
    size: i64,
) -> Outcome<Page<PackageCardView>> {
    let now = ctx.now();
    let settings = settings::current(ctx, conn).await?;
    let narrow = settings.shows_narrow_packages_to(subject.kind);
    let Page {
        rows: candidates,
        next,
    } = candidates(ctx, conn, subject, query, after, size, narrow).await?;
    let ids: Vec<PackageId> = candidates.iter().map(|found| found.row.id).collect();
    let mut contents = if settings.shows_resources_to(subject.kind) {
        roles::of_packages(conn, &ids).await?
    } else {
        BTreeMap::new()
    };
    let standings = standings(conn, subject, &ids).await?;
    let rows = candidates
        .into_iter()
        .filter_map(|candidate| {
            let content = contents.remove(&candidate.row.id).unwrap_or_default();
            let mut resources: Vec<String> =
                content.into_iter().map(|role| role.resource).collect();
            resources.dedup();
            let standing = standings.get(&candidate.row.id).copied();
            card(
                candidate,
                resources,
                standing.unwrap_or_default(),
                subject,
                now,
                narrow,
            )
        })
        .collect();
    Ok(Page { rows, next })
}

/// What a person has of a package and what they wait for.
type Standing = (Option<AssignmentState>, Option<RequestState>);

async fn standings(
    conn: &mut Conn,
    subject: &Subject,
    packages: &[PackageId],
) -> Outcome<HashMap<PackageId, Standing>> {
    let mut found: HashMap<PackageId, Standing> = HashMap::new();
    if packages.is_empty() {
        return Ok(found);
    }
    type Row = (PackageId, Option<AssignmentState>, Option<RequestState>);
    for (package, held, asked) in fetch_in!(conn, Row, "my/standings", packages; subject.id)? {
        let standing = found.entry(package).or_default();
        *standing = (standing.0.or(held), standing.1.or(asked));
    }
    Ok(found)
}

/// Do many policies have one of these scopes? This only chooses between two texts that find the same
/// packages, so an answer serves for a while.
async fn are_many(ctx: &Ctx, conn: &mut Conn, scopes: Scopes) -> Outcome<bool> {
    let now = ctx.now();
    if let Some(many) = ctx.engine.habits.many_policies(scopes, now) {
        return Ok(many);
    }
    let [a, b, c, d] = scopes;
    let (open,) = fetch_one!(conn, (i64,), "my/open_policies", a, b, c, d, MANY)?;
    let many = open >= MANY;
    ctx.engine.habits.note_policies(scopes, many, now);
    Ok(many)
}

/// One page of the packages that some policy opens to the person. Policies come in rows of their own, so
/// the last package of a read may lack some and is left to the next one.
async fn candidates(
    ctx: &Ctx,
    conn: &mut Conn,
    subject: &Subject,
    query: &str,
    after: &str,
    size: i64,
    narrow: bool,
) -> Outcome<Page<Candidate>> {
    let mut after = AfterText::parse(after);
    let mut scopes = scopes(subject);
    if narrow {
        // The last one stands there twice otherwise.
        scopes[3] = TargetScope::SpecificDirectoryUsers;
    }
    let many = are_many(ctx, conn, scopes).await?;
    let wanted = usize::try_from(size).unwrap_or(usize::MAX);
    let mut found: Vec<Candidate> = Vec::new();
    let mut limit = size + 1;
    loop {
        let rows = read(conn, subject, scopes, many, query, &after, limit).await?;
        let full = i64::try_from(rows.len()).unwrap_or(i64::MAX) >= limit;
        let known = known(ctx, conn, &rows).await?;
        let mut packages = by_package(rows, &known);
        if full && packages.len() < 2 {
            // One package with more policies than that.
            limit *= 2;
            continue;
        }
        if full {
            packages.pop();
        }
        found.append(&mut packages);
        let more = full || found.len() > wanted;
        found.truncate(wanted);
        if let Some(last) = found.last().filter(|_| more) {
            after = AfterText(last.row.name_key.clone(), last.row.id.0);
        }
        if !more || found.len() == wanted {
            let next = more.then(|| AfterText::write(&after.0, after.1));
            return Ok(Page { rows: found, next });
        }
    }
}

async fn read(
    conn: &mut Conn,
    subject: &Subject,
    scopes: Scopes,
    many: bool,
    query: &str,
    after: &AfterText,
    limit: i64,
) -> Outcome<Vec<Row>> {
    let AfterText(key, id) = after;
    let [a, b, c, d] = scopes;
    let [first, second, third] = patterns(query);
    let (first, second, third) = (first.as_str(), second.as_str(), third.as_str());
    let targets = targets(subject);
    let outsider = subject.is_outsider();
    Ok(if !many {
        fetch_in!(
            conn, Row, "my/available", &targets;
            a, b, c, d, outsider, key.as_str(), *id, first, second, third, limit
        )?
    } else if query.trim().is_empty() {
        fetch_in!(
            conn, Row, "my/available_by_name", &targets;
            a, b, c, d, outsider, key.as_str(), *id, limit
        )?
    } else {
        fetch_in!(
            conn, Row, "my/available_by_word", &targets;
            a, b, c, d, outsider, key.as_str(), *id, first, second, third, limit
        )?
    })
}

type Known = HashMap<PolicyId, Arc<PolicySettings>>;

async fn known(ctx: &Ctx, conn: &mut Conn, rows: &[Row]) -> Outcome<Known> {
    let wanted: Vec<(PolicyId, i64)> = rows
        .iter()
        .map(|row| (row.policy_id, row.policy_version))
        .collect();
    ctx.engine.known_policies.of(conn, &wanted).await
}

/// Rows of the same package stand together.
fn by_package(rows: Vec<Row>, known: &Known) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::with_capacity(rows.len());
    for row in rows {
        let policy = known
            .get(&row.policy_id)
            .map(|settings| (row.policy_id, Arc::clone(settings)));
        match found.last_mut() {
            Some(last) if last.row.id == row.id => last.policies.extend(policy),
            _ => found.push(Candidate {
                row,
                policies: policy.into_iter().collect(),
            }),
        }
    }
    found
}

/// The ids under which policies can list a person.
fn targets(subject: &Subject) -> Vec<Uuid> {
    let mut targets = super::asked_as(subject);
    targets.extend(
        subject
            .affiliation
            .map(|affiliation| affiliation.organization.0),
    );
    targets
}

/// The scopes that can take a person without listing them; the rule itself judges afterwards.
fn scopes(subject: &Subject) -> Scopes {
    use TargetScope as T;
    match subject.kind {
        UserKind::Member => [
            T::AllMemberUsers,
            T::AllDirectoryUsers,
            T::AllDirectoryUsers,
            T::AllDirectoryUsers,
        ],
        UserKind::Guest => [
            T::AllDirectoryUsers,
            T::AllConfiguredConnectedOrganizationUsers,
            T::AllExternalUsers,
            T::AllExternalUsers,
        ],
        UserKind::Visitor => [
            T::AllConfiguredConnectedOrganizationUsers,
            T::AllExternalUsers,
            T::AllExternalUsers,
            T::AllExternalUsers,
        ],
    }
}

/// The card of a package, if a policy makes it available. What the person has or waits for stays
/// listed, and says so.
fn card(
    candidate: Candidate,
    resources: Vec<String>,
    (held, asked): Standing,
    subject: &Subject,
    now: Timestamp,
    narrow: bool,
) -> Option<PackageCardView> {
    let found = candidate.applicability(subject, now);
    let Candidate { row, policies } = candidate;
    // Packages for certain people and groups, which members may know of (PKG-07).
    let for_others = |settings: &PolicySettings| {
        settings.enabled && settings.scope == TargetScope::SpecificDirectoryUsers
    };
    let eligible = found.is_eligible();
    let known_of = narrow && policies.iter().any(|(_, settings)| for_others(settings));
    if !eligible && !known_of {
        return None;
    }
    let usable: Vec<&PolicySettings> = policies
        .iter()
        .filter(|(id, settings)| found.usable.contains(id) || (!eligible && for_others(settings)))
        .map(|(_, settings)| &**settings)
        .collect();
    Some(PackageCardView {
        description: row.description,
        resources,
        lasts: same(
            usable
                .iter()
                .map(|settings| words::lasts(settings.expiration)),
        ),
        approvals: same(usable.iter().map(|settings| words::approvals(settings))),
        badge: standing(held, asked)
            .or_else(|| (!eligible).then(|| Badge::new(Meaning::Neutral, "For certain people"))),
        may_request: eligible && held.is_none() && asked.is_none(),
        package: package_ref(row.id, row.display_name, row.catalog_id, row.catalog_name),
    })
}

/// Where the person stands with a package: has it, waits for it, or neither.
pub(super) fn standing(
    held: Option<AssignmentState>,
    asked: Option<RequestState>,
) -> Option<Badge> {
    match (held, asked) {
        (_, Some(RequestState::PendingApproval | RequestState::Submitted)) => {
            Some(Badge::new(Meaning::Notice, "Waiting for approval"))
        }
        (_, Some(RequestState::Scheduled)) => Some(Badge::new(Meaning::Notice, "Starts later")),
        (Some(AssignmentState::Delivered), _) => Some(Badge::new(Meaning::Good, "You have this")),
        (Some(state), _) => Some(words::access_badge(state)),
        (None, Some(_)) => Some(Badge::new(Meaning::Notice, "Being set up")),
        (None, None) => None,
    }
}

/// The text that all share, or that it depends.
fn same(mut texts: impl Iterator<Item = String>) -> String {
    let first = texts.next().unwrap_or_default();
    if texts.all(|text| text == first) {
        first
    } else {
        "Depends on how you ask".to_owned()
    }
}
