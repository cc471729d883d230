//! What a person asked for (UI-05).

use super::parts::{Status, address, query_param, when};
use crate::ui::{Cell, Column, EmptyState, Glyph, LinkButton, Look, Page, Pager, Table, Time};
use crate::web::{Loaded, PageError, shell_view};
use leptos::prelude::*;
use shared::views::my::{RequestRow, RequestsPage as View};

#[server(prefix = "/api/pages")]
pub async fn load_requests(after: String) -> Result<View, PageError> {
    crate::web::answer(engine::my::requests(&crate::web::ctx()?, &after).await)
}

/// `/requests?after=`
#[component]
pub fn RequestsPage() -> impl IntoView {
    let after = query_param("after");
    let page = Resource::new(move || after.get(), load_requests);
    view! {
        <Loaded resource=page let:view>
            <Requests view later=!after.get_untracked().is_empty()/>
        </Loaded>
    }
}

#[component]
fn Requests(view: View, later: bool) -> impl IntoView {
    let rows = view.rows;
    let next = rows
        .next
        .map(|next| address("/requests", &[("after", &next)]));
    let first = later.then(|| "/requests".to_owned());
    let content = if rows.rows.is_empty() {
        let visitor = shell_view().visitor;
        view! {
            <EmptyState glyph=Glyph::Inbox title=t!("You have not asked for anything yet")
                text=if visitor {
                    t!("To ask for access, open the link you were sent.")
                } else {
                    t!("Each request is kept here with everything that happened to it.")
                }
                action=move || (!visitor).then(|| view! {
                    <LinkButton href="/packages" look=Look::Primary>{t!("Find access")}</LinkButton>
                })/>
        }
        .into_any()
    } else {
        view! { <RequestTable rows=rows.rows/> }.into_any()
    };
    view! {
        <Page title=t!("My requests") lead=t!("What you asked for, what was given to you and what was taken away, newest first.")>
            {content}
            <Pager first next/>
        </Page>
    }
}

/// Requests as a table; also on the overview.
#[component]
pub fn RequestTable(rows: Vec<RequestRow>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Package")),
        Column::new(t!("What")),
        Column::new(t!("Status")),
        Column::new(t!("When")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let step = row.step;
            view! {
                <tr>
                    <Cell head=true><a href=format!("/requests/{}", row.id)>{row.package.name}</a></Cell>
                    <Cell label=t!("What")>{row.kind}</Cell>
                    <Cell label=t!("Status")>
                        <Status badge=row.badge/>
                        {(!step.is_empty()).then(|| view! { <p class="small muted">{step}</p> })}
                    </Cell>
                    <Cell label=t!("When")><Time when=when(row.asked)/></Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Requests") columns>{rows}</Table> }
}
