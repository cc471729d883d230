//! The objects of one kind.

use super::DirectoryTabs;
use crate::pages::admin::kept;
use crate::pages::my::parts::{address, query_param};
use crate::ui::{
    Cell, Column, EmptyState, Glyph, LinkButton, Page, Pager, SearchField, Table, Toolbar,
};
use crate::web::{Loaded, PageError};
use leptos::prelude::*;
use shared::views::figure;
use shared::views::objects::{ObjectRow, ObjectsView};

const PATH: &str = "/admin/objects";

#[server(prefix = "/api/pages")]
pub async fn load_objects(
    kind: String,
    q: String,
    after: String,
) -> Result<ObjectsView, PageError> {
    let kind = kind.parse().unwrap_or(shared::directory::ObjectKind::Group);
    crate::web::answer(engine::objects::list(&crate::web::ctx()?, kind, &q, &after).await)
}

/// `/admin/objects?kind=&q=&after=`
#[component]
pub fn ObjectsPage() -> impl IntoView {
    let (kind, q, after) = (query_param("kind"), query_param("q"), query_param("after"));
    let page = Resource::new(
        move || (kind.get(), q.get(), after.get()),
        |(kind, q, after)| load_objects(kind, q, after),
    );
    view! {
        <Loaded resource=page let:view>
            <Objects view later=!after.get_untracked().is_empty()/>
        </Loaded>
    }
}

#[component]
fn Objects(view: ObjectsView, later: bool) -> impl IntoView {
    let ObjectsView { page, q, kind } = view;
    let (title, search, none, nothing) = match kind.as_str() {
        "application" => (
            t!("Applications"),
            t!("Search applications"),
            t!("No application matches"),
            t!("There is no application yet"),
        ),
        "site" => (
            t!("Sites"),
            t!("Search sites"),
            t!("No site matches"),
            t!("There is no site yet"),
        ),
        _ => (
            t!("Groups"),
            t!("Search groups"),
            t!("No group matches"),
            t!("There is no group yet"),
        ),
    };
    let to = |after: &str| address(PATH, &[("kind", &kind), ("q", &q), ("after", after)]);
    let next = page.next.as_deref().map(to);
    let first = later.then(|| to(""));
    let all = address(PATH, &[("kind", &kind)]);
    let keep = kept(&[("kind", &kind)]);
    let searched = !q.is_empty();
    let content = match (page.rows.is_empty(), searched) {
        (false, _) => view! { <ObjectTable rows=page.rows caption=title/> }.into_any(),
        (true, true) => view! {
            <EmptyState glyph=Glyph::Search title=none
                action=move || view! { <LinkButton href=all>{t!("Show all")}</LinkButton> }/>
        }
        .into_any(),
        (true, false) => view! {
            <EmptyState glyph=Glyph::App title=nothing
                text=t!("They come in with the command bailiwick import, from CSV or SCIM files.")/>
        }
        .into_any(),
    };
    view! {
        <Page title lead=t!("What the directory holds, and who holds it.")
            tabs=move || view! { <DirectoryTabs current=kind/> }>
            <Toolbar>
                <SearchField action=PATH label=search value=q keep/>
            </Toolbar>
            {content}
            <Pager first next/>
        </Page>
    }
}

#[component]
fn ObjectTable(rows: Vec<ObjectRow>, caption: &'static str) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Name")),
        Column::new(t!("Kind")),
        Column::new(t!("Description")),
        Column::number(t!("Roles held")),
        Column::number(t!("Packages")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            view! {
                <tr>
                    <Cell head=true><a href=format!("{PATH}/{}", row.id)>{row.name}</a></Cell>
                    <Cell label=t!("Kind")>{row.kind}</Cell>
                    <Cell label=t!("Description")>{row.description}</Cell>
                    <Cell label=t!("Roles held") number=true>{figure(row.holdings)}</Cell>
                    <Cell label=t!("Packages") number=true>{figure(row.packages)}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption columns>{rows}</Table> }
}
