//! Available packages, with search (UI-02).

use super::parts::{PackageTile, address, package_href, query_param, tone};
use crate::ui::{
    CardGrid, Cell, Column, EmptyState, Glyph, LinkButton, Look, PackageCard, PackageSummary, Page,
    Pager, SearchField, Section, Table, Toolbar, hue_of,
};
use crate::web::{Loaded, PageError};
use leptos::prelude::*;
use shared::views::my::{PackageCardView, PackagesPage as View, SuggestionView};

#[server(prefix = "/api/pages")]
pub async fn load_packages(
    q: String,
    after: String,
) -> Result<(View, Vec<SuggestionView>), PageError> {
    let ctx = crate::web::ctx()?;
    let outcome = async {
        let view = engine::my::available(&ctx, &q, &after).await?;
        // Whoever searches or reads on knows what they want.
        let suggested = if q.is_empty() && after.is_empty() {
            engine::my::suggestions(&ctx).await?
        } else {
            Vec::new()
        };
        Ok((view, suggested))
    };
    crate::web::answer(outcome.await)
}

/// `/packages?q=&after=`
#[component]
pub fn PackagesPage() -> impl IntoView {
    let (q, after) = (query_param("q"), query_param("after"));
    let page = Resource::new(
        move || (q.get(), after.get()),
        |(q, after)| load_packages(q, after),
    );
    view! {
        <Loaded resource=page let:loaded>
            <Packages view=loaded.0 suggested=loaded.1 later=!after.get_untracked().is_empty()/>
        </Loaded>
    }
}

#[component]
fn Packages(
    view: View,
    suggested: Vec<SuggestionView>,
    /// This is not the first page of the list.
    later: bool,
) -> impl IntoView {
    let View {
        cards,
        query,
        visitor,
    } = view;
    let empty = cards.rows.is_empty();
    let next = cards
        .next
        .map(|next| address("/packages", &[("q", &query), ("after", &next)]));
    let first = later.then(|| address("/packages", &[("q", &query)]));
    let searched = query.clone();
    // Below suggestions the list needs its heading.
    let listed = if suggested.is_empty() { "sr-only" } else { "" };
    view! {
        <Page title=t!("Packages") lead=t!("Access you can ask for. Each package gives what a task needs, for a time.")>
            {(!visitor).then(|| view! {
                <Toolbar>
                    <SearchField action="/packages" label=t!("Search packages") value=query/>
                </Toolbar>
            })}
            {empty.then(|| view! { <Nothing visitor query=searched/> })}
            {(!suggested.is_empty()).then(|| view! {
                <Section title=t!("Suggested for you")><Suggested rows=suggested/></Section>
            })}
            <h2 class=listed>{t!("Available packages")}</h2>
            <CardGrid>
                {cards.rows.into_iter().map(|card| view! { <Offer card/> }).collect_view()}
            </CardGrid>
            <Pager first next/>
        </Page>
    }
}

/// Packages that others or the person's own past speak for (UI-03).
#[component]
fn Suggested(rows: Vec<SuggestionView>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Package")),
        Column::new(t!("Why")),
        Column::silent(t!("Ask")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let href = package_href(&row.package);
            let ask = href.clone();
            let name = row.package.name.clone();
            let label = t!("Ask for {package}, which is suggested", package = name);
            view! {
                <tr>
                    <Cell head=true>
                        <span class="row"><PackageTile package=row.package/><a href=href>{name}</a></span>
                        <p class="small muted">{row.description}</p>
                    </Cell>
                    <Cell label=t!("Why")>{row.reason}</Cell>
                    <Cell actions=true><LinkButton href=ask small=true label>{t!("Ask")}</LinkButton></Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Suggested packages") columns>{rows}</Table> }
}

/// A package in the list.
#[component]
pub fn Offer(
    card: PackageCardView,
    /// Below which page its own page is.
    #[prop(default = "/packages".to_owned())]
    place: String,
) -> impl IntoView {
    let href = format!("{place}/{}", card.package.id);
    let ask = href.clone();
    let label = t!("Ask for {package}", package = card.package.name);
    let may_request = card.may_request;
    let extend = card.extend;
    let longer = t!("Extend {name}", name = card.package.name);
    let package = PackageSummary {
        href,
        hue: hue_of(&card.package.catalog_id),
        name: card.package.name,
        description: card.description,
        catalog: card.package.catalog,
        resources: card.resources,
        lasts: card.lasts,
        approvals: card.approvals,
        status: card.badge.map(|badge| (tone(badge.meaning), badge.label)),
    };
    view! {
        <PackageCard package action=move || match (may_request, extend) {
            (true, _) => Some(view! { <LinkButton href=ask small=true label=label>{t!("Ask")}</LinkButton> }.into_any()),
            (false, Some(href)) => {
                Some(view! { <LinkButton href small=true label=longer>{t!("Extend")}</LinkButton> }.into_any())
            }
            (false, None) => None,
        }/>
    }
}

#[component]
fn Nothing(visitor: bool, query: String) -> impl IntoView {
    if visitor {
        return view! {
            <EmptyState glyph=Glyph::Link title=t!("Open the link you were sent")
                text=t!("A partner finds a package by its link. What you have asked for is under Requests.")
                action=|| view! { <LinkButton href="/requests">{t!("My requests")}</LinkButton> }/>
        }
        .into_any();
    }
    if query.is_empty() {
        return view! {
            <EmptyState glyph=Glyph::Package title=t!("There is nothing you can ask for at present")
                text=t!("Packages appear here as soon as one is opened to you. If you were sent a link to one, open that.")/>
        }
        .into_any();
    }
    view! {
        <EmptyState glyph=Glyph::Search title=t!("Nothing matches “{query}”", query)
            text=t!("Try fewer or other words. The search looks at names, descriptions and what is inside.")
            action=|| view! { <LinkButton href="/packages" look=Look::Secondary>{t!("Show all packages")}</LinkButton> }/>
    }
    .into_any()
}
