//! Putting one approver in the place of another, in many policies at once (BYD-22).

use super::load::load_replace;
use super::partly::Partly;
use crate::pages::my::parts::query_param;
use crate::ui::{
    Button, Cell, Checkbox, Column, EmptyState, FormActions, Glyph, Hidden, Link, LinkButton, Look,
    Page, PickCell, PickOption, PostForm, PrincipalPicker, Section, Table,
};
use crate::web::{Loaded, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::views::PickView;
use shared::views::policies::{ReplaceRow, ReplaceView};

const PATH: &str = "/admin/policies/approvers";

/// `/admin/policies/approvers?from=&to=&find_from=&find_to=`; with what was refused after a change.
#[component]
pub fn ApproversPage() -> impl IntoView {
    let form = use_form("replace");
    let (from, to) = (query_param("from"), query_param("to"));
    let (find_from, find_to) = (query_param("find_from"), query_param("find_to"));
    let sent = (
        form.fields.get("from").to_owned(),
        form.fields.get("to").to_owned(),
    );
    let page = Resource::new(
        move || {
            let (from, to) = (from.get(), to.get());
            let chosen = if from.is_empty() && to.is_empty() {
                sent.clone()
            } else {
                (from, to)
            };
            (chosen.0, chosen.1, find_from.get(), find_to.get())
        },
        |(from, to, find_from, find_to)| load_replace(from, to, find_from, find_to),
    );
    let form = StoredValue::new(form);
    view! {
        <Loaded resource=page let:view>
            <Approvers view form=form.get_value() asked=(find_from.get_untracked(), find_to.get_untracked())
                chosen=(from.get_untracked(), to.get_untracked())/>
        </Loaded>
    }
}

fn options(found: Vec<PickView>) -> Vec<PickOption> {
    found
        .into_iter()
        .map(|one| {
            if one.group {
                PickOption::group(one.value, one.label, one.detail)
            } else {
                PickOption::person(one.value, one.label, one.detail)
            }
        })
        .collect()
}

#[component]
fn Approvers(
    view: ReplaceView,
    form: FormState,
    asked: (String, String),
    chosen: (String, String),
) -> impl IntoView {
    let ReplaceView {
        from,
        to,
        rows,
        more,
    } = view;
    let kept = |query: String, sent: &str| {
        if query.is_empty() {
            sent.to_owned()
        } else {
            query
        }
    };
    let chosen = (
        kept(chosen.0, form.fields.get("from")),
        kept(chosen.1, form.fields.get("to")),
    );
    let (going, coming) = (vec![chosen.0.clone()], vec![chosen.1.clone()]);
    let preview = rows.map(|rows| view! { <Preview rows more chosen/> });
    view! {
        <Page title=t!("Change approvers")
            trail=vec![Link::new("/admin/packages", t!("Packages"))]
            lead=t!("Somebody leaves, or a group takes over: put one in the place of the other in every policy that names them. Requests under way stay with whom they ask.")>
            <Partly form/>
            <form class="form" method="get" action=PATH>
                <PrincipalPicker name="from" label=t!("Who goes") options=options(from) selected=going single=true
                    find_name="find_from" find_value=asked.0 empty=t!("Nobody matches.")/>
                <PrincipalPicker name="to" label=t!("Who comes instead") options=options(to) selected=coming single=true
                    find_name="find_to" find_value=asked.1 empty=t!("Nobody matches.")/>
                <FormActions>
                    <Button look=Look::Primary>{t!("Show what would change")}</Button>
                    <LinkButton href="/admin/packages">{t!("Cancel")}</LinkButton>
                </FormActions>
            </form>
            {preview}
        </Page>
    }
}

/// The policies concerned, each with its difference, to pick from.
#[component]
fn Preview(rows: Vec<ReplaceRow>, more: bool, chosen: (String, String)) -> impl IntoView {
    if rows.is_empty() {
        return view! {
            <EmptyState glyph=Glyph::Flow title=t!("No policy names them")
                text=t!("As approver, fallback or alternate: in the catalogs where you may change policies.")/>
        }
        .into_any();
    }
    let count = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    let columns = vec![
        Column::silent(t!("Pick")),
        Column::new(t!("Policy")),
        Column::new(t!("Where")),
        Column::new(t!("Now")),
        Column::new(t!("Then")),
    ];
    let all = tn!(count, "The one policy shown", "All {n} policies shown");
    let shown = rows
        .iter()
        .map(|row| view! { <Hidden name="shown" value=row.pick.clone()/> })
        .collect_view();
    let rows = rows
        .into_iter()
        .map(|row| {
            let href = format!("/admin/packages/{}/policies/{}", row.package.id, row.policy.id);
            let label = t!(
                "{policy} of {package}",
                policy = row.policy.name,
                package = row.package.name
            );
            view! {
                <tr>
                    <PickCell name="pick" value=row.pick label/>
                    <Cell head=true>
                        <a href=href>{row.policy.name}</a>
                        <p class="small muted">{format!("{} · {}", row.package.name, row.catalog)}</p>
                    </Cell>
                    <Cell label=t!("Where")>{row.places.join(", ")}</Cell>
                    <Cell label=t!("Now")>{row.before}</Cell>
                    <Cell label=t!("Then")>{row.after}</Cell>
                </tr>
            }
        })
        .collect_view();
    let lead = if more {
        t!("These are the first 100; change them, and look again for the others.")
    } else {
        t!("Each gets a new version with its own record. Nothing else in it changes.")
    };
    view! {
        <Section title=t!("What would change") count lead>
            <PostForm action=PATH>
                <Hidden name="from" value=chosen.0/>
                <Hidden name="to" value=chosen.1/>
                {shown}
                <Table caption=t!("Policies that would change") columns>{rows}</Table>
                <Checkbox name="all" label=all/>
                <FormActions><Button look=Look::Primary>{t!("Change these policies")}</Button></FormActions>
            </PostForm>
        </Section>
    }
    .into_any()
}
