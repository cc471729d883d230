//! Partner organizations as pages show them.

use super::model::{self, ListingPolicy};
use crate::ctx::Ctx;
use crate::directory::{self, Named, Pick};
use crate::error::Outcome;
use crate::{fetch_all, fetch_one, lists, providers};
use shared::authz::{Action, Scope};
use shared::directory::{OrganizationState, Principal, UserKind};
use shared::ids::{OrganizationId, UserId};
use shared::views::organizations::{
    OrganizationForm, OrganizationPolicy, OrganizationRow, OrganizationView, OrganizationsView,
    OutsiderView, SponsorView,
};
use shared::views::{PickView, When};
use std::collections::BTreeMap;

/// People from an organization that its page shows.
const PEOPLE_SHOWN: i64 = 20;
/// People and groups that a picker offers unasked.
const OFFERED: i64 = 100;

/// What narrows the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganizationFilter {
    /// Part of a name or of a domain.
    pub q: String,
    pub state: Option<OrganizationState>,
    /// Cursor of the page.
    pub after: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: OrganizationId,
    display_name: String,
    description: String,
    state: OrganizationState,
    sponsors: i64,
    people: i64,
}

/// Organizations by name.
///
/// # Errors
/// Not allowed.
pub async fn list(ctx: &Ctx, filter: OrganizationFilter) -> Outcome<OrganizationsView> {
    ctx.require(Action::AddConnectedOrganization, Scope::Tenant)?;
    let mut conn = ctx.read().await?;
    let state = filter.state.map_or("", OrganizationState::as_str);
    let rows = fetch_all!(
        conn,
        Row,
        "organizations/list",
        lists::after(&filter.after),
        state,
        lists::containing(&filter.q),
        lists::FETCH
    )?;
    let ids: Vec<OrganizationId> = rows.iter().map(|row| row.id).collect();
    let mut domains: BTreeMap<OrganizationId, Vec<String>> = BTreeMap::new();
    for (id, domain) in model::domains_of(&mut conn, &ids).await? {
        domains.entry(id).or_default().push(domain);
    }
    let page = lists::page(
        rows,
        |row| row.id.0,
        |row| OrganizationRow {
            domains: domains.remove(&row.id).unwrap_or_default(),
            id: row.id.to_string(),
            name: row.display_name,
            description: row.description,
            proposed: row.state == OrganizationState::Proposed,
            sponsors: row.sponsors,
            people: row.people,
        },
    );
    Ok(OrganizationsView {
        page,
        q: filter.q,
        state: state.to_owned(),
    })
}

/// One organization with its sponsors, people and policies.
///
/// # Errors
/// Not allowed, or there is no such organization.
pub async fn view(ctx: &Ctx, id: OrganizationId) -> Outcome<OrganizationView> {
    #[derive(sqlx::FromRow)]
    struct Outsider {
        id: UserId,
        display_name: String,
        mail: String,
        kind: UserKind,
        enabled: bool,
    }
    ctx.require(Action::AddConnectedOrganization, Scope::Tenant)?;
    let mut conn = ctx.read().await?;
    let organization = model::find(&mut conn, id).await?;
    let domains = model::domains_of(&mut conn, &[id]).await?;
    let (internal, external) = model::sponsors_of(&mut conn, id).await?;
    let all: Vec<Principal> = internal.iter().chain(&external).copied().collect();
    let names = directory::names_of(&mut conn, &all).await?;
    let people = fetch_all!(conn, Outsider, "organizations/people", id, PEOPLE_SHOWN)?;
    let (people_count,) = fetch_one!(conn, (i64,), "organizations/count_people", id)?;
    let policies = model::policies_of(&mut conn, id).await?;
    let provider = match organization.provider_id {
        None => None,
        Some(id) => providers::model::find(&mut conn, id)
            .await?
            .map(|provider| provider.display_name),
    };
    let links = ctx.allows(Action::ReportOnAUser, Scope::Tenant);
    let page_of = |id: UserId| links.then(|| format!("/admin/people/{id}"));
    let now = ctx.now();
    Ok(OrganizationView {
        id: id.to_string(),
        name: organization.display_name,
        description: organization.description,
        proposed: organization.state == OrganizationState::Proposed,
        domains: domains.into_iter().map(|row| row.1).collect(),
        provider,
        internal: sponsors(&internal, &names, links),
        external: sponsors(&external, &names, links),
        people: people
            .into_iter()
            .map(|person| OutsiderView {
                name: person.display_name,
                mail: person.mail,
                kind: if person.kind == UserKind::Visitor {
                    t!("Visitor").to_owned()
                } else {
                    t!("Guest").to_owned()
                },
                enabled: person.enabled,
                href: page_of(person.id),
            })
            .collect(),
        people_count,
        consequence: consequence(policies.len(), people_count),
        policies: policies.into_iter().map(|row| policy(ctx, row)).collect(),
        created: When::new(organization.created_at, now),
        modified: When::new(organization.modified_at, now),
        version: organization.version,
    })
}

fn sponsors(
    principals: &[Principal],
    names: &BTreeMap<Principal, Named>,
    links: bool,
) -> Vec<SponsorView> {
    let mut sponsors: Vec<SponsorView> = principals
        .iter()
        .filter_map(|principal| {
            let named = names.get(principal)?;
            Some(SponsorView {
                name: named.name.clone(),
                detail: named.detail.clone(),
                group: matches!(principal, Principal::Group(_)),
                enabled: named.enabled,
                href: match principal {
                    Principal::User(id) if links => Some(format!("/admin/people/{id}")),
                    _ => None,
                },
            })
        })
        .collect();
    sponsors.sort_by(|a, b| a.name.cmp(&b.name));
    sponsors
}

fn policy(ctx: &Ctx, row: ListingPolicy) -> OrganizationPolicy {
    let visible = ctx.allows(
        Action::ViewCatalogAndPackages,
        Scope::Catalog(row.catalog_id),
    );
    if !visible {
        return OrganizationPolicy {
            package: t!("A package in a catalog you do not see").to_owned(),
            enabled: row.enabled,
            ..OrganizationPolicy::default()
        };
    }
    OrganizationPolicy {
        package: row.package,
        href: Some(format!("/admin/packages/{}/policies", row.package_id)),
        policy: row.policy,
        catalog: row.catalog,
        enabled: row.enabled,
    }
}

/// What deleting does, in words.
fn consequence(policies: usize, people: i64) -> String {
    let policies = match policies {
        0 => t!("No policy lists it.").to_owned(),
        many => tn!(
            many,
            "One policy lists it: its people can no longer ask through that policy.",
            "{n} policies list it: its people can no longer ask through them."
        ),
    };
    let people = match people {
        0 => String::new(),
        many => format!(
            " {}",
            tn!(
                many,
                "One person from there stays known and keeps access until it ends.",
                "{n} people from there stay known and keep access until it ends."
            )
        ),
    };
    let sponsors = t!("Its sponsors are no longer asked in new requests.");
    format!("{policies}{people} {sponsors}")
}

/// A form that is not finished: who is picked so far, and whom to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub internal: Vec<Principal>,
    pub external: Vec<Principal>,
    pub find_internal: String,
    pub find_external: String,
}

/// What the form for a new organization offers.
///
/// # Errors
/// Not allowed.
pub async fn new_form(ctx: &Ctx, draft: &Draft) -> Outcome<OrganizationForm> {
    ctx.require(Action::AddConnectedOrganization, Scope::Tenant)?;
    let (internal_options, external_options) = offered(ctx, draft, &[], &[]).await?;
    Ok(OrganizationForm {
        state: OrganizationState::Configured.to_string(),
        providers: providers::choices(ctx).await?,
        internal_options,
        external_options,
        ..OrganizationForm::default()
    })
}

/// What the form for an organization starts from.
///
/// # Errors
/// Not allowed, or there is no such organization.
pub async fn edit_form(ctx: &Ctx, id: OrganizationId, draft: &Draft) -> Outcome<OrganizationForm> {
    ctx.require(Action::AddConnectedOrganization, Scope::Tenant)?;
    let mut conn = ctx.read().await?;
    let organization = model::find(&mut conn, id).await?;
    let domains = model::domains_of(&mut conn, &[id]).await?;
    let (internal, external) = model::sponsors_of(&mut conn, id).await?;
    drop(conn);
    let texts = |all: &[Principal]| all.iter().map(ToString::to_string).collect();
    let (internal_options, external_options) = offered(ctx, draft, &internal, &external).await?;
    Ok(OrganizationForm {
        id: id.to_string(),
        name: organization.display_name,
        description: organization.description,
        domains: domains
            .into_iter()
            .map(|row| row.1)
            .collect::<Vec<_>>()
            .join("\n"),
        state: organization.state.to_string(),
        provider: organization
            .provider_id
            .map_or_else(String::new, |id| id.to_string()),
        providers: providers::choices(ctx).await?,
        internal: texts(&internal),
        external: texts(&external),
        internal_options,
        external_options,
        version: organization.version,
    })
}

/// Whom to pick on either side: those stored, those picked, and those looked for.
async fn offered(
    ctx: &Ctx,
    draft: &Draft,
    internal: &[Principal],
    external: &[Principal],
) -> Outcome<(Vec<PickView>, Vec<PickView>)> {
    let both = |stored: &[Principal], picked: &[Principal]| -> Vec<Principal> {
        stored.iter().chain(picked).copied().collect()
    };
    let inside = both(internal, &draft.internal);
    let outside = both(external, &draft.external);
    let (members, guests) = (Pick::MembersAndGroups, Pick::GuestsAndGroups);
    Ok((
        directory::options(ctx, &draft.find_internal, members, &inside, OFFERED).await?,
        directory::options(ctx, &draft.find_external, guests, &outside, OFFERED).await?,
    ))
}
