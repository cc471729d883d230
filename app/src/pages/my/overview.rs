//! The first page: what waits, what is under way, what is about to end (UI-01).

use super::approvals::ApprovalTable;
use super::parts::{PackageTile, package_href, when};
use super::requests::RequestTable;
use crate::ui::{
    Cell, Column, EmptyState, FormErrors, Glyph, Link, LinkButton, Look, Page, Section, Stat,
    Stats, StatusBadge, Table, Time, Tone,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::views::When;
use shared::views::my::{OverviewPage as View, PackageRef};

#[server(prefix = "/api/pages")]
pub async fn load_overview() -> Result<View, PageError> {
    crate::web::answer(engine::my::overview(&crate::web::ctx()?).await)
}

/// `/`
#[component]
pub fn OverviewPage() -> impl IntoView {
    let page = Resource::new(|| (), |()| load_overview());
    view! {
        <Loaded resource=page let:view>
            <Overview view/>
        </Loaded>
    }
}

#[component]
fn Overview(view: View) -> impl IntoView {
    let visitor = view.visitor;
    let quiet = view.approvals.is_empty()
        && view.requests.is_empty()
        && view.ending.is_empty()
        && view.ready.is_empty();
    let ending: Vec<_> = view
        .ending
        .into_iter()
        .map(|row| (row.package, row.ends, row.soon, row.extend))
        .collect();
    let ready: Vec<_> = view
        .ready
        .into_iter()
        .map(|row| (row.package, row.since, false, None))
        .collect();
    let waits = view.approvals_count;
    let has = view.access_count > 0;
    let waiting = if waits > 0 {
        Tone::Notice
    } else {
        Tone::Neutral
    };
    let soon = ending.iter().any(|(_, _, soon, _)| *soon);
    view! {
        <Page title=t!("Overview") lead=t!("What waits for you, what is under way, and what ends soon.")
            actions=move || (!visitor).then(|| view! {
                <LinkButton href="/packages" look=Look::Primary icon=Glyph::Search>{t!("Find access")}</LinkButton>
            })>
            <>
                <FormErrors errors=use_form("clock").errors.0.into_iter().collect()/>
                <Stats>
                    {(!visitor).then(|| view! {
                        <Stat label=t!("Wait for your decision") value=waits.to_string() href="/approvals"
                            tone=waiting/>
                    })}
                    <Stat label=t!("Open requests") value=view.requests_count.to_string() href="/requests"/>
                    <Stat label=t!("Packages you have") value=view.access_count.to_string() href="/access"/>
                    <Stat label=t!("End within 30 days") value=view.ending_count.to_string() href="/access"
                        tone={if soon { Tone::Warning } else { Tone::Neutral }}/>
                </Stats>
                {quiet.then(|| view! { <Quiet visitor has/> })}
                {(!view.approvals.is_empty()).then(|| view! {
                    <Section title=t!("Waits for your decision") count=waits.unsigned_abs()
                        actions=|| view! { <More link=Link::new("/approvals", t!("All approvals"))/> }>
                        <ApprovalTable rows=view.approvals/>
                    </Section>
                })}
                {(!view.requests.is_empty()).then(|| view! {
                    <Section title=t!("Your open requests") count=view.requests_count.unsigned_abs()
                        actions=|| view! { <More link=Link::new("/requests", t!("All requests"))/> }>
                        <RequestTable rows=view.requests/>
                    </Section>
                })}
                {(!ending.is_empty()).then(|| view! {
                    <Section title=t!("Ends soon") count=view.ending_count.unsigned_abs()
                        actions=|| view! { <More link=Link::new("/access", t!("All my access"))/> }>
                        <Packages caption=t!("Access that ends soon") column=t!("Ends") rows=ending/>
                    </Section>
                })}
                {(!ready.is_empty()).then(|| view! {
                    <Section title=t!("New for you")>
                        <Packages caption=t!("Access that arrived lately") column=t!("Since") rows=ready/>
                    </Section>
                })}
            </>
        </Page>
    }
}

#[component]
fn More(link: Link) -> impl IntoView {
    view! { <LinkButton href=link.href look=Look::Quiet small=true>{link.label}</LinkButton> }
}

/// Nothing is going on.
#[component]
fn Quiet(visitor: bool, has: bool) -> impl IntoView {
    if visitor {
        return view! {
            <EmptyState glyph=Glyph::Link title=t!("Nothing is under way")
                text=t!("To ask for access, open the link you were sent.")/>
        }
        .into_any();
    }
    let text = if has {
        t!("Nothing waits for you and nothing ends soon.")
    } else {
        t!("You have no access through a package yet. See what you can ask for.")
    };
    view! {
        <EmptyState glyph=Glyph::CheckCircle title=t!("All quiet") text
            action=|| view! { <LinkButton href="/packages" look=Look::Secondary>{t!("Find access")}</LinkButton> }/>
    }
    .into_any()
}

/// Packages with one moment each.
#[component]
fn Packages(
    caption: &'static str,
    column: &'static str,
    /// Each with its moment, whether that is soon, and where to extend it.
    rows: Vec<(PackageRef, When, bool, Option<String>)>,
) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Package")),
        Column::new(t!("Catalog")),
        Column::new(column),
    ];
    let rows = rows
        .into_iter()
        .map(|(package, at, soon, extend)| {
            let label = t!("Extend {name}", name = package.name);
            let (name, catalog, href) = (
                package.name.clone(),
                package.catalog.clone(),
                package_href(&package),
            );
            view! {
                <tr>
                    <Cell head=true>
                        <span class="row">
                            <PackageTile package/>
                            <a href=href>{name}</a>
                        </span>
                    </Cell>
                    <Cell label=t!("Catalog")>{catalog}</Cell>
                    <Cell label=column>
                        <Time when=when(at)/>
                        {soon.then(|| view! { " "<StatusBadge tone=Tone::Warning label=t!("Soon")/> })}
                        {extend.map(|href| view! {
                            " "<LinkButton href small=true look=Look::Quiet label>{t!("Extend")}</LinkButton>
                        })}
                    </Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption columns>{rows}</Table> }
}
