//! One search over everything a person may see.

use super::parts::{address, query_param};
use crate::ui::{
    Cell, Column, EmptyState, Glyph, LinkButton, Look, Page, SearchField, Section, Table, Toolbar,
};
use crate::web::{Loaded, PageError};
use leptos::prelude::*;
use shared::views::my::{SearchGroup, SearchPage as View};

#[server(prefix = "/api/pages")]
pub async fn load_search(q: String) -> Result<View, PageError> {
    crate::web::answer(engine::my::search(&crate::web::ctx()?, &q).await)
}

/// `/search?q=`
#[component]
pub fn SearchPage() -> impl IntoView {
    let q = query_param("q");
    let page = Resource::new(move || q.get(), load_search);
    view! {
        <Loaded resource=page let:view>
            <Search view/>
        </Loaded>
    }
}

#[component]
fn Search(view: View) -> impl IntoView {
    let View { query, groups } = view;
    let nothing = groups.is_empty();
    let searched = query.clone();
    let groups_of = query.clone();
    let groups = groups
        .into_iter()
        .map(|group| view! { <Group group query=groups_of.clone()/> })
        .collect_view();
    view! {
        <Page title=t!("Search") lead=t!("Packages, and with a role in the administration also catalogs and people.")>
            <>
                <Toolbar>
                    <SearchField action="/search" label=t!("Search") value=query/>
                </Toolbar>
                {groups}
                {nothing.then(|| view! { <Nothing query=searched/> })}
            </>
        </Page>
    }
}

#[component]
fn Nothing(query: String) -> impl IntoView {
    let (title, text) = if query.is_empty() {
        (
            t!("What are you looking for?").to_owned(),
            t!("Type a word or two: the name of a package, of something inside it, or of a page."),
        )
    } else {
        (
            t!("Nothing matches “{query}”", query),
            t!("Try fewer or other words. You only find what you may see."),
        )
    };
    view! {
        <EmptyState glyph=Glyph::Search title text
            action=|| view! { <LinkButton href="/packages" look=Look::Secondary>{t!("Show all packages")}</LinkButton> }/>
    }
}

#[component]
fn Group(group: SearchGroup, query: String) -> impl IntoView {
    let SearchGroup { title, hits, more } = group;
    let count = hits.len() as u64;
    let caption = title.clone();
    let more = more.map(|path| address(&path, &[("q", &query)]));
    let rows = hits
        .into_iter()
        .map(|hit| {
            view! {
                <tr>
                    <Cell head=true><a href=hit.href>{hit.title}</a></Cell>
                    <Cell label=t!("About")>{hit.detail}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Section title count actions=move || more.map(|href| view! {
            <LinkButton href look=Look::Quiet small=true>{t!("Show all")}</LinkButton>
        })>
            <Table caption columns=vec![Column::new(t!("Name")), Column::new(t!("About"))]>{rows}</Table>
        </Section>
    }
}
