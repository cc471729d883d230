//! The partner organizations.

use crate::pages::admin::kept;
use crate::pages::my::parts::{address, query_param};
use crate::ui::{
    Cell, Chip, Column, EmptyState, FilterChip, Filters, Glyph, LinkButton, Look, Page, Pager, Row,
    SearchField, StatusBadge, Table, Tone, Toolbar,
};
use crate::web::{Loaded, PageError};
use leptos::prelude::*;
use shared::views::figure;
use shared::views::organizations::{OrganizationRow, OrganizationsView};

const PATH: &str = "/admin/organizations";
/// Domains shown in a row.
const DOMAINS: usize = 3;

#[server(prefix = "/api/pages")]
pub async fn load_organizations(
    q: String,
    state: String,
    after: String,
) -> Result<OrganizationsView, PageError> {
    let filter = engine::organizations::OrganizationFilter {
        q,
        state: state.parse().ok(),
        after,
    };
    crate::web::answer(engine::organizations::list(&crate::web::ctx()?, filter).await)
}

/// `/admin/organizations?q=&state=&after=`
#[component]
pub fn OrganizationsPage() -> impl IntoView {
    let (q, state, after) = (query_param("q"), query_param("state"), query_param("after"));
    let page = Resource::new(
        move || (q.get(), state.get(), after.get()),
        |(q, state, after)| load_organizations(q, state, after),
    );
    view! {
        <Loaded resource=page let:view>
            <Organizations view later=!after.get_untracked().is_empty()/>
        </Loaded>
    }
}

#[component]
fn Organizations(view: OrganizationsView, later: bool) -> impl IntoView {
    let OrganizationsView { page, q, state } = view;
    let to =
        |state: &str, after: &str| address(PATH, &[("q", &q), ("state", state), ("after", after)]);
    let chips = [
        ("", t!("All")),
        ("configured", t!("Configured")),
        ("proposed", t!("Proposed")),
    ]
    .into_iter()
    .map(|(value, label)| FilterChip::new(label, to(value, ""), state == value))
    .collect();
    let next = page.next.as_deref().map(|after| to(&state, after));
    let first = later.then(|| to(&state, ""));
    let narrowed = !q.is_empty() || !state.is_empty();
    let keep = kept(&[("state", &state)]);
    let content = match (page.rows.is_empty(), narrowed) {
        (false, _) => view! { <OrganizationTable rows=page.rows/> }.into_any(),
        (true, true) => view! {
            <EmptyState glyph=Glyph::Search title=t!("No organization matches")
                text=t!("Names and mail domains are searched.")
                action=|| view! { <LinkButton href=PATH>{t!("Show all")}</LinkButton> }/>
        }
        .into_any(),
        (true, false) => view! {
            <EmptyState glyph=Glyph::Partner title=t!("No partner organizations yet")
                text=t!("Add one to let its people ask for access: they are recognized by their mail address.")
                action=|| view! { <LinkButton href="/admin/organizations/new" look=Look::Primary>{t!("Add an organization")}</LinkButton> }/>
        }
        .into_any(),
    };
    view! {
        <Page title=t!("Partner organizations")
            lead=t!("Whose people may come in from outside, and who vouches for them.")
            actions=|| view! {
                <LinkButton href="/admin/organizations/new" look=Look::Primary icon=Glyph::Plus>{t!("Add an organization")}</LinkButton>
            }>
            <Toolbar>
                <SearchField action=PATH label=t!("Search organizations") value=q keep/>
                <Filters label=t!("State") chips/>
            </Toolbar>
            {content}
            <Pager first next/>
        </Page>
    }
}

#[component]
fn OrganizationTable(rows: Vec<OrganizationRow>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Organization")),
        Column::new(t!("Mail domains")),
        Column::new(t!("State")),
        Column::number(t!("Sponsors" in "of an organization")),
        Column::number(t!("People")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let more = row.domains.len().saturating_sub(DOMAINS);
            let domains = row
                .domains
                .into_iter()
                .take(DOMAINS)
                .map(|domain| view! { <Chip label=domain/> })
                .collect_view();
            view! {
                <tr>
                    <Cell head=true><a href=format!("{PATH}/{}", row.id)>{row.name}</a></Cell>
                    <Cell label=t!("Mail domains")>
                        <Row>
                            {domains}
                            {(more > 0).then(|| view! { <span class="muted small">{t!("and {more} more", more)}</span> })}
                        </Row>
                    </Cell>
                    <Cell label=t!("State")><StateBadge proposed=row.proposed/></Cell>
                    <Cell label=t!("Sponsors" in "of an organization") number=true>{row.sponsors.to_string()}</Cell>
                    <Cell label=t!("People") number=true>{figure(row.people)}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Partner organizations") columns>{rows}</Table> }
}

/// The state in words (ORG-03).
#[component]
pub fn StateBadge(proposed: bool) -> impl IntoView {
    if proposed {
        view! { <StatusBadge tone=Tone::Warning label=t!("Proposed")/> }
    } else {
        view! { <StatusBadge tone=Tone::Good label=t!("Configured")/> }
    }
}
