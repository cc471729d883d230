//! Available packages, with search (UI-02).

use super::parts::{address, package_href, query_param, tone};
use crate::ui::{
    CardGrid, EmptyState, Glyph, LinkButton, Look, PackageCard, PackageSummary, Page, Pager,
    SearchField, Toolbar, hue_of,
};
use crate::web::{Loaded, PageError};
use leptos::prelude::*;
use shared::views::my::{PackageCardView, PackagesPage as View};

#[server(prefix = "/api/pages")]
pub async fn load_packages(q: String, after: String) -> Result<View, PageError> {
    crate::web::answer(engine::my::available(&crate::web::ctx()?, &q, &after).await)
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
        <Loaded resource=page let:view>
            <Packages view later=!after.get_untracked().is_empty()/>
        </Loaded>
    }
}

#[component]
fn Packages(
    view: View,
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
    view! {
        <Page title="Packages" lead="Access you can ask for. Each package gives what a task needs, for a time.">
            {(!visitor).then(|| view! {
                <Toolbar>
                    <SearchField action="/packages" label="Search packages" value=query/>
                </Toolbar>
            })}
            {empty.then(|| view! { <Nothing visitor query=searched/> })}
            <h2 class="sr-only">"Available packages"</h2>
            <CardGrid>
                {cards.rows.into_iter().map(|card| view! { <Offer card/> }).collect_view()}
            </CardGrid>
            <Pager prev=first next=next/>
        </Page>
    }
}

/// A package in the list.
#[component]
fn Offer(card: PackageCardView) -> impl IntoView {
    let href = package_href(&card.package);
    let ask = href.clone();
    let label = format!("Ask for {}", card.package.name);
    let may_request = card.may_request;
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
        <PackageCard package action=move || may_request.then(|| view! {
            <LinkButton href=ask small=true label=label>"Ask"</LinkButton>
        })/>
    }
}

#[component]
fn Nothing(visitor: bool, query: String) -> impl IntoView {
    if visitor {
        return view! {
            <EmptyState glyph=Glyph::Link title="Open the link you were sent"
                text="A partner finds a package by its link. What you have asked for is under Requests."
                action=|| view! { <LinkButton href="/requests">"My requests"</LinkButton> }/>
        }
        .into_any();
    }
    if query.is_empty() {
        return view! {
            <EmptyState glyph=Glyph::Package title="There is nothing you can ask for at present"
                text="Packages appear here as soon as one is opened to you. If you were sent a link to one, open that."/>
        }
        .into_any();
    }
    view! {
        <EmptyState glyph=Glyph::Search title=format!("Nothing matches “{query}”")
            text="Try fewer or other words. The search looks at names, descriptions and what is inside."
            action=|| view! { <LinkButton href="/packages" look=Look::Secondary>"Show all packages"</LinkButton> }/>
    }
    .into_any()
}
