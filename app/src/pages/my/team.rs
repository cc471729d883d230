//! The people somebody manages, and what each of them has (UI-06).

use super::parts::{PackageTile, Status, address, path_param, query_param, when};
use super::request_form::{characters, summary};
use crate::ui::{
    Banner, Cell, Column, ConfirmForm, EmptyState, FormErrors, Glyph, Link, LinkButton, Look, Page,
    Pager, Section, StatusBadge, Table, TextArea, Time, Tone,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::limits;
use shared::views::my::{ReportAccess, ReportPage as Report, ReportRequest, TeamPage as View};

#[server(prefix = "/api/pages")]
pub async fn load_team(after: String) -> Result<View, PageError> {
    crate::web::answer(engine::my::team(&crate::web::ctx()?, &after).await)
}

#[server(prefix = "/api/pages")]
pub async fn load_report(id: String) -> Result<Report, PageError> {
    let ctx = crate::web::ctx()?;
    let outcome = async {
        let id = id.parse().map_err(|_| shared::AppError::NotFound)?;
        engine::my::team_member(&ctx, id).await
    };
    crate::web::answer(outcome.await)
}

/// `/team?after=`
#[component]
pub fn TeamPage() -> impl IntoView {
    let after = query_param("after");
    let page = Resource::new(move || after.get(), load_team);
    view! {
        <Loaded resource=page let:view>
            <Team view later=!after.get_untracked().is_empty()/>
        </Loaded>
    }
}

#[component]
fn Team(view: View, later: bool) -> impl IntoView {
    let rows = view.rows;
    let next = rows.next.map(|next| address("/team", &[("after", &next)]));
    let first = later.then(|| "/team".to_owned());
    let empty = rows.rows.is_empty();
    let columns = vec![
        Column::new(t!("Who")),
        Column::new(t!("Packages")),
        Column::new(t!("Requests under way")),
        Column::new(t!("Next end")),
        Column::silent(t!("Open" in "button")),
    ];
    let rows = rows
        .rows
        .into_iter()
        .map(|row| {
            let href = format!("/team/{}", row.id);
            let ask = format!("{href}/packages");
            let label = t!("Ask for {person}", person = row.person.name);
            view! {
                <tr>
                    <Cell head=true>
                        <a href=href>{row.person.name}</a>
                        <p class="small muted">{row.person.detail}</p>
                        {row.blocked.then(|| view! { <StatusBadge tone=Tone::Neutral label=t!("Account blocked")/> })}
                    </Cell>
                    <Cell label=t!("Packages")>{row.holds}</Cell>
                    <Cell label=t!("Requests under way")>{row.waits}</Cell>
                    <Cell label=t!("Next end")>
                        {match row.next_end {
                            Some(end) => view! { <Time when=when(end)/> }.into_any(),
                            None => view! { <span class="muted">{t!("None" in "next end")}</span> }.into_any(),
                        }}
                    </Cell>
                    <Cell actions=true>
                        {(!row.blocked).then(|| view! {
                            <LinkButton href=ask small=true label>{t!("Ask for access")}</LinkButton>
                        })}
                    </Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Page title=t!("My team") lead=t!("Who reports to you, what they have through packages, and what they wait for.")>
            {if empty {
                view! {
                    <EmptyState glyph=Glyph::People title=t!("Nobody reports to you")
                        text=t!("People appear here whose manager you are in the directory.")/>
                }.into_any()
            } else {
                view! { <Table caption=t!("People who report to you") columns>{rows}</Table> }.into_any()
            }}
            <Pager first next/>
        </Page>
    }
}

/// `/team/{person}`
#[component]
pub fn ReportPage() -> impl IntoView {
    let id = path_param("person");
    let page = Resource::new(move || id.get(), load_report);
    let form = StoredValue::new(use_form("take-away"));
    view! {
        <Loaded resource=page let:view>
            <ReportView view errors=summary(&form.get_value(), &[])/>
        </Loaded>
    }
}

#[component]
fn ReportView(view: Report, errors: Vec<(String, String)>) -> impl IntoView {
    let Report {
        id,
        person,
        blocked,
        access,
        requests,
        cut,
    } = view;
    let name = person.name.clone();
    let (ask, first) = (format!("/team/{id}/packages"), name.clone());
    let (held, waits) = (access.len() as u64, requests.len() as u64);
    let nothing = t!("{name} has no access through a package.", name);
    view! {
        <Page title=name.clone() lead=person.detail trail=vec![Link::new("/team", t!("My team"))]
            actions=move || (!blocked).then(|| view! {
                <LinkButton href=ask look=Look::Primary icon=Glyph::Search>{t!("Ask for {person}", person = first)}</LinkButton>
            })>
            <>
                <FormErrors errors/>
                {blocked.then(|| view! {
                    <Banner tone=Tone::Neutral title=t!("This account is blocked")>
                        <p>{t!("Nothing can be asked for until it is not any more.")}</p>
                    </Banner>
                })}
                {(waits > 0).then(|| view! {
                    <Section title=t!("Asked for") count=waits><Requests rows=requests/></Section>
                })}
                <Section title=t!("Access") count=held>
                    {if access.is_empty() {
                        view! { <p class="muted">{nothing}</p> }.into_any()
                    } else {
                        view! { <Held id name rows=access/> }.into_any()
                    }}
                </Section>
                {cut.then(|| view! { <p class="muted">{t!("There is more than this page shows: the newest 100 are listed.")}</p> })}
            </>
        </Page>
    }
}

#[component]
fn Requests(rows: Vec<ReportRequest>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Package")),
        Column::new(t!("Status")),
        Column::new(t!("Asked")),
        Column::new(t!("By")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let name = row.package.name.clone();
            let name = if row.link.is_empty() {
                view! { <span>{name}</span> }.into_any()
            } else {
                view! { <a href=row.link>{name}</a> }.into_any()
            };
            view! {
                <tr>
                    <Cell head=true>
                        <span class="row"><PackageTile package=row.package/>{name}</span>
                        <p class="small muted">{row.kind}</p>
                    </Cell>
                    <Cell label=t!("Status")><Status badge=row.badge/></Cell>
                    <Cell label=t!("Asked")><Time when=when(row.asked)/></Cell>
                    <Cell label=t!("By")>{row.by}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Requests under way") columns>{rows}</Table> }
}

#[component]
fn Held(id: String, name: String, rows: Vec<ReportAccess>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Package")),
        Column::new(t!("Status")),
        Column::new(t!("Ends")),
        Column::silent(t!("Take away")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let package = row.package.name.clone();
            let remove = row.remove.map(|consequence| {
                let title = t!("Take {package} away from {name}?", package, name);
                view! {
                    <ConfirmForm id=format!("take-{}", row.id) verb=t!("Take away") small=true look=Look::Secondary
                        label=t!("Take {package} away from {name}", package, name) title consequence
                        action=format!("/team/{id}/access/{}/remove", row.id)>
                        <TextArea name="justification" id=format!("f-reason-{}", row.id) label=t!("Reason") optional=true rows=3
                            maxlength=characters(limits::TEXT_MAX)/>
                    </ConfirmForm>
                }
            });
            view! {
                <tr>
                    <Cell head=true>
                        <span class="row"><PackageTile package=row.package.clone()/>{package}</span>
                        <p class="small muted">{row.package.catalog}</p>
                    </Cell>
                    <Cell label=t!("Status")><Status badge=row.badge/></Cell>
                    <Cell label=t!("Ends")>
                        {match row.ends {
                            Some(end) => view! { <Time when=when(end)/> }.into_any(),
                            None => view! { <span class="muted">{t!("Without end")}</span> }.into_any(),
                        }}
                    </Cell>
                    <Cell actions=true>{remove}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Access through packages") columns>{rows}</Table> }
}
