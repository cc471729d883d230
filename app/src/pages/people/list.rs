//! Everybody the portal knows.

use crate::pages::admin::kept;
use crate::pages::my::parts::{address, query_param};
use crate::pages::objects::DirectoryTabs;
use crate::ui::{
    Cell, Column, EmptyState, FilterChip, Filters, Glyph, LinkButton, Page, Pager, PersonLine,
    SearchField, StatusBadge, Table, Tone, Toolbar,
};
use crate::web::{Loaded, PageError};
use leptos::prelude::*;
use shared::views::people::{PeopleView, PersonRow};

const PATH: &str = "/admin/people";

#[server(prefix = "/api/pages")]
pub async fn load_people(
    q: String,
    kind: String,
    state: String,
    after: String,
) -> Result<PeopleView, PageError> {
    let filter = engine::people::PeopleFilter {
        q,
        kind: kind.parse().ok(),
        enabled: match state.as_str() {
            "enabled" => Some(true),
            "disabled" => Some(false),
            _ => None,
        },
        after,
    };
    crate::web::answer(engine::people::list(&crate::web::ctx()?, filter).await)
}

/// `/admin/people?q=&kind=&state=&after=`
#[component]
pub fn PeoplePage() -> impl IntoView {
    let (q, kind) = (query_param("q"), query_param("kind"));
    let (state, after) = (query_param("state"), query_param("after"));
    let page = Resource::new(
        move || (q.get(), kind.get(), state.get(), after.get()),
        |(q, kind, state, after)| load_people(q, kind, state, after),
    );
    view! {
        <Loaded resource=page let:view>
            <People view later=!after.get_untracked().is_empty()/>
        </Loaded>
    }
}

#[component]
fn People(view: PeopleView, later: bool) -> impl IntoView {
    let PeopleView {
        page,
        q,
        kind,
        state,
    } = view;
    let to = |kind: &str, state: &str, after: &str| {
        let filters = [
            ("q", q.as_str()),
            ("kind", kind),
            ("state", state),
            ("after", after),
        ];
        address(PATH, &filters)
    };
    let kinds = [
        ("", "Everybody"),
        ("member", "Members"),
        ("guest", "Guests"),
        ("visitor", "Visitors"),
    ]
    .into_iter()
    .map(|(value, label)| FilterChip::new(label, to(value, &state, ""), kind == value))
    .collect();
    let off = state == "disabled";
    let states = vec![FilterChip::new(
        "Disabled accounts",
        to(&kind, if off { "" } else { "disabled" }, ""),
        off,
    )];
    let keep = kept(&[("kind", &kind), ("state", &state)]);
    let next = page.next.as_deref().map(|after| to(&kind, &state, after));
    let first = later.then(|| to(&kind, &state, ""));
    let narrowed = !q.is_empty() || !kind.is_empty() || !state.is_empty();
    let content = if page.rows.is_empty() {
        view! { <Nobody narrowed/> }.into_any()
    } else {
        view! { <PeopleTable rows=page.rows/> }.into_any()
    };
    view! {
        <Page title="People" lead="Everybody the portal knows, what they hold and why."
            tabs=|| view! { <DirectoryTabs current="people".to_owned()/> }>
            <Toolbar>
                <SearchField action=PATH label="Search people" value=q keep/>
                <Filters label="Kind of person" chips=kinds/>
                <Filters label="Account" chips=states/>
            </Toolbar>
            {content}
            <Pager prev=first next=next/>
        </Page>
    }
}

#[component]
fn Nobody(narrowed: bool) -> impl IntoView {
    if narrowed {
        view! {
            <EmptyState glyph=Glyph::Search title="Nobody matches"
                text="Names, user names, mail addresses, job titles and departments are searched."
                action=|| view! { <LinkButton href=PATH>"Show everybody"</LinkButton> }/>
        }
        .into_any()
    } else {
        view! {
            <EmptyState glyph=Glyph::People title="The directory is empty"
                text="People come in with the command bailiwick import, from CSV or SCIM files."/>
        }
        .into_any()
    }
}

#[component]
fn PeopleTable(rows: Vec<PersonRow>) -> impl IntoView {
    let columns = vec![
        Column::new("Name"),
        Column::new("Kind"),
        Column::new("Work"),
        Column::number("Packages held"),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let disabled = (!row.enabled)
                .then(|| view! { " " <StatusBadge tone=Tone::Warning label="Disabled"/> });
            view! {
                <tr>
                    <Cell head=true>
                        <PersonLine name=row.name detail=row.mail href=format!("{PATH}/{}", row.id)/>
                    </Cell>
                    <Cell label="Kind">{row.kind}{disabled}</Cell>
                    <Cell label="Work">{row.detail}</Cell>
                    <Cell label="Packages held" number=true>{row.packages.to_string()}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption="People" columns>{rows}</Table> }
}
