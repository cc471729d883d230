//! What waits for a person's decision, and what was decided (APR-01).

use super::parts::{Status, address, query_param, when};
use crate::ui::{
    Cell, Column, EmptyState, Glyph, LinkButton, Look, Page, Pager, PersonLine, Tab, Table, Tabs,
    Time,
};
use crate::web::{Loaded, PageError};
use leptos::prelude::*;
use shared::views::my::{ApprovalRow, ApprovalsPage as View};

#[server(prefix = "/api/pages")]
pub async fn load_approvals(history: bool, after: String) -> Result<View, PageError> {
    crate::web::answer(engine::my::approvals(&crate::web::ctx()?, history, &after).await)
}

/// `/approvals?tab=history&after=`
#[component]
pub fn ApprovalsPage() -> impl IntoView {
    let (tab, after) = (query_param("tab"), query_param("after"));
    let page = Resource::new(
        move || (tab.get() == "history", after.get()),
        |(history, after)| load_approvals(history, after),
    );
    view! {
        <Loaded resource=page let:view>
            <Approvals view later=!after.get_untracked().is_empty()/>
        </Loaded>
    }
}

#[component]
fn Approvals(view: View, later: bool) -> impl IntoView {
    let View {
        rows,
        history,
        pending,
    } = view;
    let tab = if history { "history" } else { "" };
    let next = rows
        .next
        .map(|next| address("/approvals", &[("tab", tab), ("after", &next)]));
    let first = later.then(|| address("/approvals", &[("tab", tab)]));
    let content = match (rows.rows.is_empty(), history) {
        (true, false) => view! {
            <EmptyState glyph=Glyph::CheckCircle title="Nothing waits for you"
                text="When somebody asks for access that you decide on, it shows up here and you get a mail."/>
        }
        .into_any(),
        (true, true) => view! {
            <EmptyState glyph=Glyph::History title="Nothing has been decided yet"
                text="Requests you decided, and those that others decided in your place, are kept here."/>
        }
        .into_any(),
        (false, _) => view! { <ApprovalTable rows=rows.rows history/> }.into_any(),
    };
    view! {
        <Page title="Approvals" lead="Requests of other people that you can decide."
            tabs=move || view! {
                <Tabs label="Approvals" tabs=vec![
                    Tab::new("Pending", "/approvals", !history).count(pending.unsigned_abs()),
                    Tab::new("History", "/approvals?tab=history", history),
                ]/>
            }>
            {content}
            <Pager prev=first next=next/>
        </Page>
    }
}

/// Approvals as a table; also on the overview.
#[component]
pub fn ApprovalTable(
    rows: Vec<ApprovalRow>,
    /// Closed ones: what came out, rather than what to do.
    #[prop(optional)]
    history: bool,
) -> impl IntoView {
    let last = if history { "Closed" } else { "Decide by" };
    let columns = vec![
        Column::new("Who"),
        Column::new("Package"),
        Column::new("Why"),
        Column::new(if history { "Outcome" } else { "Status" }),
        Column::new(last),
        Column::silent("Open"),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let href = format!("/approvals/{}", row.request);
            let open = href.clone();
            let name = row.subject.name;
            let (verb, look) = if history {
                ("See", Look::Quiet)
            } else {
                ("Decide", Look::Secondary)
            };
            let label = format!("{verb}: {} for {name}", row.package.name);
            view! {
                <tr>
                    <Cell head=true><PersonLine name=name detail=row.subject.detail/></Cell>
                    <Cell label="Package"><a href=href>{row.package.name}</a></Cell>
                    <Cell label="Why">
                        {if row.justification.is_empty() {
                            view! { <span class="muted">"No reason given"</span> }.into_any()
                        } else {
                            view! { <span class="quoted">{row.justification}</span> }.into_any()
                        }}
                    </Cell>
                    <Cell label=if history { "Outcome" } else { "Status" }>
                        <Status badge=row.badge/>
                        <p class="small muted">{row.stage}</p>
                    </Cell>
                    <Cell label=last>{row.when.map(|at| view! { <Time when=when(at)/> })}</Cell>
                    <Cell actions=true><LinkButton href=open small=true look label=label>{verb}</LinkButton></Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption="Approvals" columns>{rows}</Table> }
}
