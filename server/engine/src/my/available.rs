//! Packages a person can find: those that a policy opens to them (PKG-06, BYD-03), by name.

use super::candidates::{Candidate, candidates};
use super::{package_ref, roles};
use crate::assignments::store::Holding;
use crate::ctx::Ctx;
use crate::db::Conn;
use crate::directory::mentions;
use crate::error::Outcome;
use crate::{fetch_in, settings};
use shared::assignment::AssignmentState;
use shared::directory::{Subject, UserKind};
use shared::ids::{AssignmentId, PackageId, PolicyId};
use shared::limits;
use shared::policy::{CatalogFacts, ExtensionFacts, PolicySettings, TargetScope};
use shared::request::RequestState;
use shared::time::Timestamp;
use shared::views::Page;
use shared::views::my::{Badge, Meaning, PackageCardView, PackagesPage, words};
use std::collections::{BTreeMap, HashMap};

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
            name: row.display_name.written,
            description: row.description.written,
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
        rows: mut candidates,
        next,
    } = candidates(ctx, conn, subject, query, after, size, narrow).await?;
    let resources_shown = settings.shows_resources_to(subject.kind);
    if !resources_shown {
        // Being found by the name of a resource would tell that it is in there (PKG-08).
        candidates.retain(|Candidate { row, .. }| {
            mentions(
                query,
                &[
                    &[row.description.written.as_str()],
                    &row.display_name.all()[..],
                ]
                .concat(),
            )
        });
    }
    let ids: Vec<PackageId> = candidates.iter().map(|found| found.row.id).collect();
    let mut contents = if resources_shown {
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
#[derive(Clone, Copy, Default)]
pub(super) struct Standing {
    held: Option<(AssignmentId, Holding)>,
    asked: Option<RequestState>,
}

#[derive(sqlx::FromRow)]
struct StandingRow {
    package_id: PackageId,
    held: Option<AssignmentState>,
    asked: Option<RequestState>,
    holding: Option<AssignmentId>,
    policy_id: Option<PolicyId>,
    ends_at: Option<Timestamp>,
    delivered_at: Option<Timestamp>,
    retires_at: Option<Timestamp>,
    emergency: bool,
}

impl StandingRow {
    fn held(&self) -> Option<(AssignmentId, Holding)> {
        let holding = Holding {
            policy: self.policy_id?,
            state: self.held?,
            was_ready: self.delivered_at.is_some(),
            ends_at: self.ends_at,
            retires_at: self.retires_at,
            emergency: self.emergency,
        };
        Some((self.holding?, holding))
    }
}

pub(super) async fn standings(
    conn: &mut Conn,
    subject: &Subject,
    packages: &[PackageId],
) -> Outcome<HashMap<PackageId, Standing>> {
    let mut found: HashMap<PackageId, Standing> = HashMap::new();
    if packages.is_empty() {
        return Ok(found);
    }
    for row in fetch_in!(conn, StandingRow, "my/standings", packages; subject.id)? {
        let standing = found.entry(row.package_id).or_default();
        standing.held = standing.held.or(row.held());
        standing.asked = standing.asked.or(row.asked);
    }
    Ok(found)
}

/// The card of a package, if a policy makes it available. What the person has or waits for stays
/// listed, and says so.
pub(super) fn card(
    candidate: Candidate,
    resources: Vec<String>,
    Standing { held, asked }: Standing,
    subject: &Subject,
    now: Timestamp,
    narrow: bool,
) -> Option<PackageCardView> {
    let found = candidate.applicability(subject, now);
    let Candidate { row, policies } = candidate;
    let extend = held.and_then(|(id, holding)| {
        let (_, settings) = policies.iter().find(|(id, _)| *id == holding.policy)?;
        may_extend(settings, &holding, asked.is_some(), subject, now)
            .then(|| format!("/access/{id}/extend"))
    });
    let held = held.map(|(_, holding)| holding.state);
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
        description: row.description.into(),
        resources,
        lasts: same(
            usable
                .iter()
                .map(|settings| words::lasts(settings.expiration)),
        ),
        approvals: same(usable.iter().map(|settings| words::approvals(settings))),
        badge: standing(held, asked).or_else(|| {
            (!eligible).then(|| Badge::new(Meaning::Neutral, t!("For certain people")))
        }),
        extend,
        may_request: eligible && held.is_none() && asked.is_none(),
        package: package_ref(
            row.id,
            row.display_name.into(),
            row.catalog_id,
            row.catalog_name,
        ),
    })
}

/// May the person keep what they have for longer? Catalogs that are closed to them are not read.
fn may_extend(
    settings: &PolicySettings,
    holding: &Holding,
    waiting: bool,
    subject: &Subject,
    now: Timestamp,
) -> bool {
    let facts = ExtensionFacts {
        state: holding.state,
        was_ready: holding.was_ready,
        ends_at: holding.ends_at,
        retires_at: holding.retires_at,
        open_request: waiting,
        conflicts: Vec::new(),
        emergency: holding.emergency,
    };
    let catalog = CatalogFacts {
        published: true,
        externally_visible: true,
    };
    settings.extension(catalog, &facts, subject, now).is_ok()
}

/// Where the person stands with a package: has it, waits for it, or neither.
pub(super) fn standing(
    held: Option<AssignmentState>,
    asked: Option<RequestState>,
) -> Option<Badge> {
    match (held, asked) {
        (_, Some(RequestState::PendingApproval | RequestState::Submitted)) => {
            Some(Badge::new(Meaning::Notice, t!("Waiting for approval")))
        }
        (_, Some(RequestState::Scheduled)) => Some(Badge::new(Meaning::Notice, t!("Starts later"))),
        (Some(AssignmentState::Delivered), _) => {
            Some(Badge::new(Meaning::Good, t!("You have this")))
        }
        (Some(state), _) => Some(words::access_badge(state)),
        (None, Some(_)) => Some(Badge::new(Meaning::Notice, t!("Being set up"))),
        (None, None) => None,
    }
}

/// The text that all share, or that it depends.
fn same(mut texts: impl Iterator<Item = String>) -> String {
    let first = texts.next().unwrap_or_default();
    if texts.all(|text| text == first) {
        first
    } else {
        t!("Depends on how you ask").to_owned()
    }
}
