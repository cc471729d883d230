//! The roles of a package that could not be given yet (REQ-08, BYD-10).

use super::frame::{PackageFrame, PackageTab};
use super::load::load_delivery_errors;
use super::partly::Partly;
use crate::pages::my::parts::{Status, address, path_param, query_param, when};
use crate::ui::{
    Button, Cell, Column, EmptyState, Glyph, Hidden, LinkButton, Pager, PostForm, Section, Table,
    Time,
};
use crate::web::{Loaded, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::views::packages::{DeliveryErrorsView, DeliveryRow, TroubleRow};

/// `/admin/packages/{id}/requests/errors?after=`
#[component]
pub fn DeliveryErrorsPage() -> impl IntoView {
    let (id, after) = (path_param("id"), query_param("after"));
    let page = Resource::new(
        move || (id.get(), after.get()),
        |(id, after)| load_delivery_errors(id, after),
    );
    let form = StoredValue::new(use_form("apply"));
    view! {
        <Loaded resource=page let:view>
            <Errors view form=form.get_value() later=!after.get_untracked().is_empty()/>
        </Loaded>
    }
}

#[component]
fn Errors(view: DeliveryErrorsView, form: FormState, later: bool) -> impl IntoView {
    let DeliveryErrorsView {
        head,
        page,
        errors,
        may_apply,
    } = view;
    let base = format!("/admin/packages/{}", head.id);
    let here = format!("{base}/requests/errors");
    let next = page.next.map(|next| address(&here, &[("after", &next)]));
    let first = later.then(|| here.clone());
    let requests = format!("{base}/requests");
    let content = if page.rows.is_empty() {
        view! {
            <EmptyState glyph=Glyph::CheckCircle title=t!("Everything is set up")
                text=t!("Roles that could not be given are listed here, with what is wrong and when they are tried next.")
                action=move || view! { <LinkButton href=requests>{t!("Back to the requests")}</LinkButton> }/>
        }
        .into_any()
    } else {
        view! {
            <Section title=t!("Delivery errors") count=errors.unsigned_abs()
                lead=t!("Roles that people should have and do not. What is still tried by itself says when.")>
                <ErrorTable rows=page.rows base here may_apply/>
            </Section>
        }
        .into_any()
    };
    view! {
        <PackageFrame head current=PackageTab::Requests>
            <Partly form/>
            {content}
            <Pager first next/>
        </PackageFrame>
    }
}

#[component]
fn ErrorTable(rows: Vec<TroubleRow>, base: String, here: String, may_apply: bool) -> impl IntoView {
    let mut columns = vec![
        Column::new(t!("Person")),
        Column::new(t!("Role")),
        Column::new(t!("Status")),
        Column::number(t!("Tries")),
        Column::new(t!("Next try")),
    ];
    if may_apply {
        columns.push(Column::silent(t!("Again")));
    }
    let rows = rows
        .into_iter()
        .map(|row| {
            let (role, error) = (row.delivery.role.clone(), row.delivery.error.clone());
            let label = t!(
                "Try {role} of {person} now",
                role = row.delivery.role,
                person = row.person
            );
            let person = match row.request {
                Some(request) => {
                    let href = format!("{base}/requests/{request}");
                    view! { <a href=href>{row.person}</a> }.into_any()
                }
                None => row.person.into_any(),
            };
            let again = may_apply.then(|| {
                let action = format!("{base}/assignments/apply");
                let (assignment, back) = (row.assignment, here.clone());
                view! {
                    <Cell actions=true>
                        <PostForm action inline=true>
                            <Hidden name="pick" value=assignment/>
                            <Hidden name="back" value=back/>
                            <Button small=true label>{t!("Try now")}</Button>
                        </PostForm>
                    </Cell>
                }
            });
            view! {
                <tr>
                    <Cell head=true>{person}<p class="small muted">{row.person_detail}</p></Cell>
                    <Cell label=t!("Role")>{role}<p class="small">{error}</p></Cell>
                    {standing(row.delivery)}
                    {again}
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Delivery errors") columns>{rows}</Table> }
}

/// Status, number of tries and next try, a cell each.
fn standing(row: DeliveryRow) -> impl IntoView {
    let next = match row.next {
        Some(next) => view! { <Time when=when(next)/> }.into_any(),
        None => view! { <span class="muted">{t!("None by itself")}</span> }.into_any(),
    };
    view! {
        <Cell label=t!("Status")><Status badge=row.badge/></Cell>
        <Cell label=t!("Tries") number=true>{row.attempts.to_string()}</Cell>
        <Cell label=t!("Next try")>{next}</Cell>
    }
}

/// The roles of one person's access with how their delivery stands.
#[component]
pub fn DeliveryTable(rows: Vec<DeliveryRow>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Role")),
        Column::new(t!("Status")),
        Column::number(t!("Tries")),
        Column::new(t!("Next try")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let (role, error) = (row.role.clone(), row.error.clone());
            view! {
                <tr>
                    <Cell head=true>
                        {role}
                        {(!error.is_empty()).then(|| view! { <p class="small">{error}</p> })}
                    </Cell>
                    {standing(row)}
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Delivery of each role") columns>{rows}</Table> }
}
