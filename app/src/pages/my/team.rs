//! The people somebody manages, and what each of them has (UI-06).

use super::parts::{PackageTile, Status, address, path_param, query_param, when};
use super::request_form::characters;
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
        Column::new("Who"),
        Column::new("Packages"),
        Column::new("Requests under way"),
        Column::new("Next end"),
        Column::silent("Open"),
    ];
    let rows = rows
        .rows
        .into_iter()
        .map(|row| {
            let href = format!("/team/{}", row.id);
            let ask = format!("{href}/packages");
            let label = format!("Ask for {}", row.person.name);
            view! {
                <tr>
                    <Cell head=true>
                        <a href=href>{row.person.name}</a>
                        <p class="small muted">{row.person.detail}</p>
                        {row.blocked.then(|| view! { <StatusBadge tone=Tone::Neutral label="Account blocked"/> })}
                    </Cell>
                    <Cell label="Packages">{row.holds}</Cell>
                    <Cell label="Requests under way">{row.waits}</Cell>
                    <Cell label="Next end">
                        {match row.next_end {
                            Some(end) => view! { <Time when=when(end)/> }.into_any(),
                            None => view! { <span class="muted">"None"</span> }.into_any(),
                        }}
                    </Cell>
                    <Cell actions=true>
                        {(!row.blocked).then(|| view! {
                            <LinkButton href=ask small=true label>"Ask for access"</LinkButton>
                        })}
                    </Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Page title="My team" lead="Who reports to you, what they have through packages, and what they wait for.">
            {if empty {
                view! {
                    <EmptyState glyph=Glyph::People title="Nobody reports to you"
                        text="People appear here whose manager you are in the directory."/>
                }.into_any()
            } else {
                view! { <Table caption="People who report to you" columns>{rows}</Table> }.into_any()
            }}
            <Pager prev=first next/>
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
            <ReportView view errors=form.get_value().errors.0.into_iter().collect()/>
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
    let nothing = format!("{name} has no access through a package.");
    view! {
        <Page title=name.clone() lead=person.detail trail=vec![Link::new("/team", "My team")]
            actions=move || (!blocked).then(|| view! {
                <LinkButton href=ask look=Look::Primary icon=Glyph::Search>{format!("Ask for {first}")}</LinkButton>
            })>
            <>
                <FormErrors errors/>
                {blocked.then(|| view! {
                    <Banner tone=Tone::Neutral title="This account is blocked">
                        <p>"Nothing can be asked for until it is not any more."</p>
                    </Banner>
                })}
                {(waits > 0).then(|| view! {
                    <Section title="Asked for" count=waits><Requests rows=requests/></Section>
                })}
                <Section title="Access" count=held>
                    {if access.is_empty() {
                        view! { <p class="muted">{nothing}</p> }.into_any()
                    } else {
                        view! { <Held id name rows=access/> }.into_any()
                    }}
                </Section>
                {cut.then(|| view! { <p class="muted">"There is more than this page shows: the newest 100 are listed."</p> })}
            </>
        </Page>
    }
}

#[component]
fn Requests(rows: Vec<ReportRequest>) -> impl IntoView {
    let columns = vec![
        Column::new("Package"),
        Column::new("Status"),
        Column::new("Asked"),
        Column::new("By"),
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
                    <Cell label="Status"><Status badge=row.badge/></Cell>
                    <Cell label="Asked"><Time when=when(row.asked)/></Cell>
                    <Cell label="By">{row.by}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption="Requests under way" columns>{rows}</Table> }
}

#[component]
fn Held(id: String, name: String, rows: Vec<ReportAccess>) -> impl IntoView {
    let columns = vec![
        Column::new("Package"),
        Column::new("Status"),
        Column::new("Ends"),
        Column::silent("Take away"),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let package = row.package.name.clone();
            let remove = row.remove.map(|consequence| {
                let title = format!("Take {package} away from {name}?");
                view! {
                    <ConfirmForm id=format!("take-{}", row.id) verb="Take away" small=true look=Look::Secondary
                        label=format!("Take {package} away from {name}") title consequence
                        action=format!("/team/{id}/access/{}/remove", row.id)>
                        <TextArea name="justification" label="Reason" optional=true rows=3
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
                    <Cell label="Status"><Status badge=row.badge/></Cell>
                    <Cell label="Ends">
                        {match row.ends {
                            Some(end) => view! { <Time when=when(end)/> }.into_any(),
                            None => view! { <span class="muted">"Without end"</span> }.into_any(),
                        }}
                    </Cell>
                    <Cell actions=true>{remove}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption="Access through packages" columns>{rows}</Table> }
}
