//! One search over the packages, people, catalogs and pages that a person may see.

use super::available;
use crate::ctx::Ctx;
use crate::db::Conn;
use crate::directory::{self, Pick, patterns};
use crate::error::Outcome;
use crate::fetch_in;
use crate::texts::{Description, Name};
use shared::authz::{Action, Reach, Scope};
use shared::directory::UserKind;
use shared::ids::CatalogId;
use shared::views::my::{SearchGroup, SearchHit, SearchPage, words};
use uuid::Uuid;

/// Hits of one kind.
const SHOWN: i64 = 8;
/// Characters of a description.
const EXCERPT: usize = 120;
/// Characters of a query that are looked at.
const QUERY_MAX: usize = 200;

#[derive(sqlx::FromRow)]
struct Hit {
    id: Uuid,
    #[sqlx(try_from = "Name")]
    display_name: String,
    #[sqlx(try_from = "Description")]
    description: String,
}

#[derive(sqlx::FromRow)]
struct PackageHit {
    id: Uuid,
    #[sqlx(try_from = "Name")]
    display_name: String,
    #[sqlx(try_from = "Name")]
    catalog: String,
}

impl From<PackageHit> for Hit {
    fn from(hit: PackageHit) -> Self {
        Self {
            id: hit.id,
            display_name: hit.display_name,
            description: hit.catalog,
        }
    }
}

/// Everything that matches all words of the query. An empty query finds nothing.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub async fn search(ctx: &Ctx, query: &str) -> Outcome<SearchPage> {
    let mut conn = ctx.read().await?;
    let subject = ctx.subject(&mut conn).await?;
    let query: String = query.trim().chars().take(QUERY_MAX).collect();
    let mut page = SearchPage {
        query: query.clone(),
        groups: Vec::new(),
    };
    if query.is_empty() {
        return Ok(page);
    }
    if subject.kind != UserKind::Visitor {
        let found = available::find(ctx, &mut conn, &subject, &query, "", SHOWN).await?;
        page.groups.push(SearchGroup {
            title: t!("Packages you can ask for").to_owned(),
            hits: found
                .rows
                .into_iter()
                .map(|card| SearchHit {
                    href: format!("/packages/{}", card.package.id),
                    title: card.package.name,
                    detail: words::excerpt(&card.description, EXCERPT),
                })
                .collect(),
            more: found.next.map(|_| "/packages".to_owned()),
        });
    }
    page.groups
        .extend(administration(ctx, &mut conn, &query).await?);
    page.groups.push(SearchGroup {
        title: t!("Pages").to_owned(),
        hits: pages(ctx, &query, subject.kind == UserKind::Visitor),
        more: None,
    });
    page.groups.retain(|group| !group.hits.is_empty());
    Ok(page)
}

/// What people with a role find besides.
async fn administration(ctx: &Ctx, conn: &mut Conn, query: &str) -> Outcome<Vec<SearchGroup>> {
    let mut groups = Vec::new();
    let (everywhere, catalogs) = match ctx.reach(Action::ViewCatalogAndPackages) {
        Reach::Everywhere => (true, Vec::new()),
        Reach::Only(catalogs) => (false, catalogs),
    };
    if everywhere || !catalogs.is_empty() {
        let hits = found(conn, Kind::Packages, query, everywhere, &catalogs).await?;
        groups.push(group(t!("Packages to administer"), "/admin/packages", hits));
        let hits = found(conn, Kind::Catalogs, query, everywhere, &catalogs).await?;
        groups.push(group(t!("Catalogs"), "/admin/catalogs", hits));
    }
    if ctx.allows(Action::ReportOnAUser, Scope::Tenant) {
        let people = directory::find_principals(conn, query, Pick::People, SHOWN).await?;
        groups.push(SearchGroup {
            title: t!("People").to_owned(),
            hits: people
                .into_iter()
                .map(|person| SearchHit {
                    href: format!("/admin/people/{}", person.principal.id()),
                    title: person.name,
                    detail: person.detail,
                })
                .collect(),
            more: None,
        });
    }
    Ok(groups)
}

#[derive(Clone, Copy)]
enum Kind {
    Packages,
    Catalogs,
}

async fn found(
    conn: &mut Conn,
    kind: Kind,
    query: &str,
    everywhere: bool,
    catalogs: &[CatalogId],
) -> Outcome<Vec<Hit>> {
    let [a, b, c] = patterns(query);
    let (a, b, c) = (a.as_str(), b.as_str(), c.as_str());
    Ok(match kind {
        Kind::Packages => {
            let rows = fetch_in!(conn, PackageHit, "my/search_packages", catalogs; a, b, c, everywhere, SHOWN)?;
            rows.into_iter().map(Hit::from).collect()
        }
        Kind::Catalogs => {
            fetch_in!(conn, Hit, "my/search_catalogs", catalogs; a, b, c, everywhere, SHOWN)?
        }
    })
}

fn group(title: &str, path: &str, hits: Vec<Hit>) -> SearchGroup {
    SearchGroup {
        title: title.to_owned(),
        hits: hits
            .into_iter()
            .map(|hit| SearchHit {
                href: format!("{path}/{}", hit.id),
                title: hit.display_name,
                detail: words::excerpt(&hit.description, EXCERPT),
            })
            .collect(),
        more: None,
    }
}

/// Pages whose name or description has every word of the query.
fn pages(ctx: &Ctx, query: &str, visitor: bool) -> Vec<SearchHit> {
    let tenant = |action| ctx.allows(action, Scope::Tenant);
    let catalogs = ctx.reach(Action::ViewCatalogAndPackages) != Reach::Only(Vec::new())
        || tenant(Action::CreateCatalog);
    let requests = ctx.reach(Action::ViewRequests) != Reach::Only(Vec::new());
    let places = [
        (
            "/",
            t!("Overview"),
            t!("What waits for you and what is about to end"),
            true,
        ),
        (
            "/packages",
            t!("Packages"),
            t!("Access you can ask for"),
            !visitor,
        ),
        (
            "/access",
            t!("My access"),
            t!("What you have, active and ended"),
            true,
        ),
        (
            "/requests",
            t!("My requests"),
            t!("History of what you asked for"),
            true,
        ),
        (
            "/approvals",
            t!("Approvals"),
            t!("Requests you decide"),
            !visitor,
        ),
        ("/profile", t!("Profile"), t!("Your name and account"), true),
        (
            "/profile/sessions",
            t!("Sessions"),
            t!("Where you are signed in"),
            true,
        ),
        (
            "/admin/catalogs",
            t!("Catalogs"),
            t!("Administration of catalogs and their resources"),
            catalogs,
        ),
        (
            "/admin/packages",
            t!("All packages"),
            t!("Administration of packages and policies"),
            catalogs,
        ),
        (
            "/admin/requests",
            t!("Request history"),
            t!("Every request there was, to search and to save"),
            requests,
        ),
        (
            "/admin/numbers",
            t!("Numbers"),
            t!("Time to access, slowest stages, busiest packages"),
            requests,
        ),
        (
            "/admin/organizations",
            t!("Partner organizations"),
            t!("Administration of connected organizations and sponsors"),
            tenant(Action::AddConnectedOrganization),
        ),
        (
            "/admin/people",
            t!("People"),
            t!("Who holds what"),
            tenant(Action::ReportOnAUser),
        ),
        (
            "/admin/roles",
            t!("Roles"),
            t!("Administrators and catalog creators"),
            tenant(Action::DelegateCatalogCreator),
        ),
        (
            "/admin/audit",
            t!("Audit"),
            t!("Log of every change"),
            tenant(Action::ViewAuditLog),
        ),
    ];
    let wanted: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    places
        .into_iter()
        .filter(|(_, title, detail, open)| {
            let text = format!("{title} {detail}").to_lowercase();
            *open && wanted.iter().all(|word| text.contains(word.as_str()))
        })
        .map(|(href, title, detail, _)| SearchHit {
            href: href.to_owned(),
            title: title.to_owned(),
            detail: detail.to_owned(),
        })
        .collect()
}
