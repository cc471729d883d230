//! What a person has and had (UI-04).

use super::parts::{PackageTile, RoleList, Status, address, package_href, query_param, when};
use crate::ui::{
    Cell, Column, ConfirmForm, EmptyState, FormErrors, Glyph, HERE, LinkButton, Look, Page, Pager,
    Stack, StatusBadge, Tab, Table, Tabs, Time, Tone, around,
};
use crate::web::{Loaded, PageError, shell_view, use_form};
use leptos::prelude::*;
use shared::views::When;
use shared::views::my::{AccessPage as View, AccessRow};

#[server(prefix = "/api/pages")]
pub async fn load_access(ended: bool, after: String) -> Result<View, PageError> {
    crate::web::answer(engine::my::access(&crate::web::ctx()?, ended, &after).await)
}

/// `/access?tab=ended&after=`
#[component]
pub fn AccessPage() -> impl IntoView {
    let (tab, after) = (query_param("tab"), query_param("after"));
    let page = Resource::new(
        move || (tab.get() == "ended", after.get()),
        |(ended, after)| load_access(ended, after),
    );
    let form = StoredValue::new(use_form("give-back"));
    view! {
        <Loaded resource=page let:view>
            <Access view errors=form.get_value().errors.0.into_iter().collect()
                later=!after.get_untracked().is_empty()/>
        </Loaded>
    }
}

#[component]
fn Access(view: View, errors: Vec<(String, String)>, later: bool) -> impl IntoView {
    let View { rows, ended } = view;
    let tab = if ended { "ended" } else { "" };
    let next = rows
        .next
        .map(|next| address("/access", &[("tab", tab), ("after", &next)]));
    let first = later.then(|| address("/access", &[("tab", tab)]));
    let visitor = shell_view().visitor;
    let content = match (rows.rows.is_empty(), ended) {
        (true, false) => view! {
            <EmptyState glyph=Glyph::Key title=t!("You have no access through a package yet")
                text=if visitor {
                    t!("To ask for access, open the link you were sent.")
                } else {
                    t!("Ask for what your work needs; it shows up here.")
                }
                action=move || (!visitor).then(|| view! {
                    <LinkButton href="/packages" look=Look::Primary>{t!("Find access")}</LinkButton>
                })/>
        }
        .into_any(),
        (true, true) => view! {
            <EmptyState glyph=Glyph::History title=t!("Nothing has ended yet")
                text=t!("Access that ends is listed here, so that you can ask for it again.")/>
        }
        .into_any(),
        (false, false) => view! {
            <Stack>{rows.rows.into_iter().map(|row| view! { <Active row/> }).collect_view()}</Stack>
        }
        .into_any(),
        (false, true) => view! { <Ended rows=rows.rows/> }.into_any(),
    };
    view! {
        <Page title=t!("My access") lead=t!("What you have through packages, and until when.")
            tabs=move || view! {
                <Tabs label=t!("Access") tabs=vec![
                    Tab::new(t!("Active"), "/access", !ended),
                    Tab::new(t!("Ended"), "/access?tab=ended", ended),
                ]/>
            }>
            <FormErrors errors/>
            {content}
            <Pager first next/>
        </Page>
    }
}

/// Access that is there.
#[component]
fn Active(row: AccessRow) -> impl IntoView {
    let AccessRow {
        id,
        package,
        badge,
        since,
        ends,
        ends_soon,
        leaving,
        roles,
        may_extend,
        extension_waits,
        give_back,
        ..
    } = row;
    let extend = may_extend.then(|| format!("/access/{id}/extend"));
    let name = package.name.clone();
    let (heading, catalog, href) = (
        name.clone(),
        package.catalog.clone(),
        package_href(&package),
    );
    let until = match ends {
        Some(end) => view! {
            <span>{t!("Until {end}", end = end.date)}</span>
            {ends_soon.then(|| view! { <StatusBadge tone=Tone::Warning label=t!("Ends soon")/> })}
            <span class="small muted"><Time when=when(end)/></span>
        }
        .into_any(),
        None => view! { <span>{t!("Without end")}</span> }.into_any(),
    };
    view! {
        <article class="card holding">
            <div class="holding-head">
                <PackageTile package/>
                <div class="holding-names">
                    <h2 class="holding-name"><a href=href>{heading}</a><Status badge/></h2>
                    <p class="holding-about">{around(&t!("{catalog} · given {time}", catalog, time = HERE), view! { <Time when=when(since)/> })}</p>
                </div>
                <div class="holding-until">
                    {until}
                    {extension_waits.then(|| view! {
                        <StatusBadge tone=Tone::Notice label=t!("Extension asked for")/>
                    })}
                </div>
                {extend.map(|href| view! {
                    <LinkButton href small=true label=t!("Extend {name}", name)>{t!("Extend")}</LinkButton>
                })}
                {give_back.map(|consequence| view! {
                    <ConfirmForm id=format!("give-back-{id}") verb=t!("Give back") look=Look::Secondary small=true
                        label=t!("Give back {name}", name) title=t!("Give {name} back?", name) consequence
                        action=format!("/access/{id}/remove")/>
                })}
            </div>
            {leaving.map(|end| view! { <Leaving end/> })}
            {(!roles.is_empty()).then(|| view! { <RoleList label=t!("Roles of {name}", name) roles/> })}
        </article>
    }
}

/// The person has left those whom the access is for (BYD-08).
#[component]
fn Leaving(end: When) -> impl IntoView {
    view! {
        <p class="holding-about">
            {t!(
                "You are no longer among the people this is meant for; it ends on {date}. If you are among them again before, you keep it.",
                date = end.date
            )}
        </p>
    }
}

/// Access that is over.
#[component]
fn Ended(rows: Vec<AccessRow>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Package")),
        Column::new(t!("State")),
        Column::new(t!("Ended")),
        Column::new(t!("Why")),
        Column::silent(t!("Ask again")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let href = package_href(&row.package);
            let again = (!row.gone).then(|| {
                let (href, label) = (href.clone(), t!("Ask for {package} again", package = row.package.name));
                view! { <LinkButton href small=true label=label>{t!("Ask again")}</LinkButton> }
            });
            let name = if row.gone {
                view! { {row.package.name}<p class="small muted">{t!("No longer offered")}</p> }.into_any()
            } else {
                view! { <a href=href>{row.package.name}</a> }.into_any()
            };
            view! {
                <tr>
                    <Cell head=true>{name}</Cell>
                    <Cell label=t!("State")><Status badge=row.badge/></Cell>
                    <Cell label=t!("Ended")>{row.ends.map(|end| view! { <Time when=when(end)/> })}</Cell>
                    <Cell label=t!("Why")>{row.end_reason}</Cell>
                    <Cell actions=true>{again}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Access that has ended") columns>{rows}</Table> }
}
