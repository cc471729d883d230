//! The requests of a package.

use super::frame::{PackageFrame, PackageTab};
use super::load::load_package_requests;
use crate::pages::my::parts::{Status, address, path_param, query_param, when};
use crate::ui::{
    Banner, Cell, Column, EmptyState, FilterChip, Filters, Glyph, Pager, SearchField, Table, Time,
    Tone, Toolbar,
};
use crate::web::Loaded;
use leptos::prelude::*;
use shared::views::Figure;
use shared::views::packages::{PackageRequestsView, RequestRow};

fn states() -> [(&'static str, &'static str); 7] {
    [
        ("", t!("All")),
        ("open", t!("Under way")),
        ("pendingApproval", t!("Waiting for approval")),
        ("delivered", t!("Done")),
        ("denied", t!("Denied")),
        ("partiallyDelivered", t!("Partly ready")),
        ("deliveryFailed", t!("Could not be set up")),
    ]
}

/// `/admin/packages/{id}/requests?state=&q=&after=`
#[component]
pub fn PackageRequestsPage() -> impl IntoView {
    let (id, state) = (path_param("id"), query_param("state"));
    let (q, after) = (query_param("q"), query_param("after"));
    let page = Resource::new(
        move || (id.get(), state.get(), q.get(), after.get()),
        |(id, state, q, after)| load_package_requests(id, state, q, after),
    );
    view! {
        <Loaded resource=page let:view>
            <Requests view later=!after.get_untracked().is_empty()/>
        </Loaded>
    }
}

#[component]
fn Requests(view: PackageRequestsView, later: bool) -> impl IntoView {
    let PackageRequestsView {
        head,
        page,
        errors,
        state,
        q,
    } = view;
    let path = format!("/admin/packages/{}/requests", head.id);
    let chips = states()
        .iter()
        .map(|(value, label)| {
            let href = address(&path, &[("state", value), ("q", &q)]);
            FilterChip::new(*label, href, state == *value)
        })
        .collect();
    let next = page
        .next
        .map(|next| address(&path, &[("state", &state), ("q", &q), ("after", &next)]));
    let first = later.then(|| address(&path, &[("state", &state), ("q", &q)]));
    let narrowed = !q.is_empty() || !state.is_empty();
    let keep = if state.is_empty() {
        Vec::new()
    } else {
        vec![("state".to_owned(), state)]
    };
    let search = path.clone();
    let trouble = errors.filter(|errors| *errors > 0).map(|errors| {
        let title = tn!(
            Figure(errors),
            "{n} role could not be given yet",
            "{n} roles could not be given yet"
        );
        let href = format!("{path}/errors");
        view! {
            <Banner tone=Tone::Warning title>
                <p><a href=href>{t!("See which, what is wrong, and when each is tried next")}</a>"."</p>
            </Banner>
        }
    });
    view! {
        <PackageFrame head current=PackageTab::Requests>
            {trouble}
            <Toolbar>
                <SearchField action=search label=t!("Search people") value=q keep/>
                <Filters label=t!("Show requests") chips/>
            </Toolbar>
            {if page.rows.is_empty() {
                view! {
                    <EmptyState glyph=Glyph::Inbox
                        title=if narrowed { t!("No request matches") } else { t!("No requests yet") }
                        text=if narrowed {
                            t!("Choose another state or search for another person.")
                        } else {
                            t!("Each time somebody asks, is assigned or loses access, it is written down here.")
                        }/>
                }.into_any()
            } else {
                view! { <RequestTable rows=page.rows path/> }.into_any()
            }}
            <Pager first next/>
        </PackageFrame>
    }
}

#[component]
fn RequestTable(rows: Vec<RequestRow>, path: String) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Person")),
        Column::new(t!("What")),
        Column::new(t!("Status")),
        Column::new(t!("Asked")),
        Column::new(t!("Closed")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let href = format!("{path}/{}", row.id);
            let by = row.by.map(|name| t!("by {name}", name));
            view! {
                <tr>
                    <Cell head=true>
                        <a href=href>{row.subject}</a>
                        <p class="small muted">{row.subject_detail}</p>
                    </Cell>
                    <Cell label=t!("What")>
                        {row.what}
                        {by.map(|by| view! { <p class="small muted">{by}</p> })}
                    </Cell>
                    <Cell label=t!("Status")><Status badge=row.badge/></Cell>
                    <Cell label=t!("Asked")><Time when=when(row.created)/></Cell>
                    <Cell label=t!("Closed")>
                        {match row.completed {
                            Some(at) => view! { <Time when=when(at)/> }.into_any(),
                            None => view! { <span class="muted">{t!("Not yet")}</span> }.into_any(),
                        }}
                    </Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Requests for this package") columns>{rows}</Table> }
}
