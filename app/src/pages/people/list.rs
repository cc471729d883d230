//! Everybody the portal knows.

use crate::pages::admin::kept;
use crate::pages::my::parts::{address, query_param, when};
use crate::pages::objects::DirectoryTabs;
use crate::ui::{
    Cell, Column, EmptyState, FilterChip, Filters, Glyph, HERE, LinkButton, Page, Pager,
    PersonLine, SearchField, StatusBadge, Table, Time, Tone, Toolbar, around,
};
use crate::web::{Loaded, PageError};
use leptos::prelude::*;
use shared::lifecycle::SubjectLifecycle;
use shared::views::people::{PeopleView, PersonRow};

const PATH: &str = "/admin/people";

#[server(prefix = "/api/pages")]
pub async fn load_people(
    q: String,
    kind: String,
    state: String,
    lifecycle: String,
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
        lifecycle: lifecycle.parse().ok(),
        after,
    };
    crate::web::answer(engine::people::list(&crate::web::ctx()?, filter).await)
}

/// `/admin/people?q=&kind=&state=&lifecycle=&after=`
#[component]
pub fn PeoplePage() -> impl IntoView {
    let (q, kind) = (query_param("q"), query_param("kind"));
    let (state, lifecycle) = (query_param("state"), query_param("lifecycle"));
    let after = query_param("after");
    let page = Resource::new(
        move || {
            let (state, lifecycle) = (state.get(), lifecycle.get());
            (q.get(), kind.get(), state, lifecycle, after.get())
        },
        |(q, kind, state, lifecycle, after)| load_people(q, kind, state, lifecycle, after),
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
        lifecycle,
    } = view;
    let to = |kind: &str, state: &str, lifecycle: &str, after: &str| {
        let filters = [
            ("q", q.as_str()),
            ("kind", kind),
            ("state", state),
            ("lifecycle", lifecycle),
            ("after", after),
        ];
        address(PATH, &filters)
    };
    let kinds = [
        ("", t!("Everybody")),
        ("member", t!("Members")),
        ("guest", t!("Guests")),
        ("visitor", t!("Visitors")),
    ]
    .into_iter()
    .map(|(value, label)| FilterChip::new(label, to(value, &state, &lifecycle, ""), kind == value))
    .collect();
    let off = state == "disabled";
    let states = vec![FilterChip::new(
        t!("Blocked accounts"),
        to(&kind, if off { "" } else { "disabled" }, &lifecycle, ""),
        off,
    )];
    let lifecycles = [SubjectLifecycle::Governed, SubjectLifecycle::NotGoverned]
        .into_iter()
        .map(|one| {
            let on = lifecycle == one.as_str();
            let href = to(&kind, &state, if on { "" } else { one.as_str() }, "");
            FilterChip::new(one.title(), href, on)
        })
        .collect();
    let keep = kept(&[
        ("kind", &kind),
        ("state", &state),
        ("lifecycle", &lifecycle),
    ]);
    let next = page
        .next
        .as_deref()
        .map(|after| to(&kind, &state, &lifecycle, after));
    let first = later.then(|| to(&kind, &state, &lifecycle, ""));
    let narrowed = !q.is_empty() || !kind.is_empty() || !state.is_empty() || !lifecycle.is_empty();
    let content = if page.rows.is_empty() {
        view! { <Nobody narrowed/> }.into_any()
    } else {
        view! { <PeopleTable rows=page.rows/> }.into_any()
    };
    view! {
        <Page title=t!("People") lead=t!("Everybody the portal knows, what they hold and why.")
            tabs=|| view! { <DirectoryTabs current="people".to_owned()/> }>
            <Toolbar>
                <SearchField action=PATH label=t!("Search people") value=q keep/>
                <Filters label=t!("Kind of person") chips=kinds/>
                <Filters label=t!("Account") chips=states/>
                <Filters label=t!("Guests") chips=lifecycles/>
            </Toolbar>
            {content}
            <Pager first next/>
        </Page>
    }
}

#[component]
fn Nobody(narrowed: bool) -> impl IntoView {
    if narrowed {
        view! {
            <EmptyState glyph=Glyph::Search title=t!("Nobody matches")
                text=t!("Names, user names, mail addresses, job titles and departments are searched.")
                action=|| view! { <LinkButton href=PATH>{t!("Show everybody")}</LinkButton> }/>
        }
        .into_any()
    } else {
        view! {
            <EmptyState glyph=Glyph::People title=t!("The directory is empty")
                text=t!("People come in with the command bailiwick import, from CSV or SCIM files.")/>
        }
        .into_any()
    }
}

#[component]
fn PeopleTable(rows: Vec<PersonRow>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Name")),
        Column::new(t!("Kind")),
        Column::new(t!("Work" in "of a person")),
        Column::number(t!("Packages held")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let disabled = (!row.enabled && !row.removed)
                .then(|| view! { " " <StatusBadge tone=Tone::Warning label=t!("Blocked")/> });
            view! {
                <tr>
                    <Cell head=true>
                        <PersonLine name=row.name detail=row.mail href=format!("{PATH}/{}", row.id)/>
                    </Cell>
                    <Cell label=t!("Kind")>
                        {row.kind}{disabled}
                        {row.removed.then(|| view! { " " <StatusBadge tone=Tone::Neutral label=t!("Removed")/> })}
                        {(!row.lifecycle.is_empty()).then(|| view! { <p class="small muted">{row.lifecycle}</p> })}
                        {row.removal.map(|at| view! { <p class="small muted">{around(&t!("To be removed {time}", time = HERE), view! { <Time when=when(at)/> })}</p> })}
                    </Cell>
                    <Cell label=t!("Work" in "of a person")>{row.detail}</Cell>
                    <Cell label=t!("Packages held") number=true>{row.packages.to_string()}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("People") columns>{rows}</Table> }
}
