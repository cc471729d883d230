//! Who has a package, and who had it (ASG-02).

use super::frame::{PackageFrame, PackageTab};
use super::load::load_package_assignments;
use crate::pages::catalogs::{counted, messages};
use crate::pages::my::parts::{Status, address, path_param, query_param, when};
use crate::ui::{
    Cell, Column, ConfirmForm, EmptyState, FilterChip, Filters, FormErrors, Glyph, LinkButton,
    Look, Pager, SearchField, Table, TextArea, Time, Toolbar,
};
use crate::web::{Loaded, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::limits::TEXT_MAX;
use shared::views::packages::{AssignmentRow, PackageAssignmentsView};

const STATES: [(&str, &str); 6] = [
    ("", "All"),
    ("live", "Has it now"),
    ("delivering", "Being set up"),
    ("partiallyDelivered", "Partly ready"),
    ("deliveryFailed", "Could not be set up"),
    ("expired", "Ended"),
];

/// `/admin/packages/{id}/assignments?state=&q=&after=`
#[component]
pub fn PackageAssignmentsPage() -> impl IntoView {
    let (id, state) = (path_param("id"), query_param("state"));
    let (q, after) = (query_param("q"), query_param("after"));
    let page = Resource::new(
        move || (id.get(), state.get(), q.get(), after.get()),
        |(id, state, q, after)| load_package_assignments(id, state, q, after),
    );
    let form = StoredValue::new(use_form("remove"));
    view! {
        <Loaded resource=page let:view>
            <Assignments view form=form.get_value() later=!after.get_untracked().is_empty()/>
        </Loaded>
    }
}

#[component]
fn Assignments(view: PackageAssignmentsView, form: FormState, later: bool) -> impl IntoView {
    let PackageAssignmentsView {
        head,
        page,
        state,
        q,
    } = view;
    let base = format!("/admin/packages/{}", head.id);
    let path = format!("{base}/assignments");
    let chips = STATES
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
    let csv = address(&format!("{path}.csv"), &[("state", &state), ("q", &q)]);
    let narrowed = !q.is_empty() || !state.is_empty();
    let keep = if state.is_empty() {
        Vec::new()
    } else {
        vec![("state".to_owned(), state)]
    };
    let may_remove = head.may.remove;
    let assign = (head.may.assign && !narrowed).then(|| format!("{base}/assign"));
    let package = head.name.clone();
    let empty = page.rows.is_empty();
    let search = path.clone();
    view! {
        <PackageFrame head current=PackageTab::Assignments>
            <FormErrors errors=messages(&form)/>
            <Toolbar>
                <SearchField action=search label="Search people" value=q keep/>
                <Filters label="Show assignments" chips/>
                {(!empty).then(|| view! {
                    <LinkButton href=csv look=Look::Quiet icon=Glyph::External external=true>"Download as CSV"</LinkButton>
                })}
            </Toolbar>
            {if empty {
                view! {
                    <EmptyState glyph=Glyph::Key
                        title=if narrowed { "Nobody matches" } else { "Nobody has this package yet" }
                        text=if narrowed {
                            "Choose another state or search for another person."
                        } else {
                            "People appear here when they get it: because they asked, or because it was assigned to them."
                        }
                        action=move || assign.map(|href| view! {
                            <LinkButton href look=Look::Primary>"Assign it to somebody"</LinkButton>
                        })/>
                }.into_any()
            } else {
                view! { <AssignmentTable rows=page.rows path package may_remove/> }.into_any()
            }}
            <Pager prev=first next/>
        </PackageFrame>
    }
}

#[component]
fn AssignmentTable(
    rows: Vec<AssignmentRow>,
    path: String,
    package: String,
    may_remove: bool,
) -> impl IntoView {
    let mut columns = vec![
        Column::new("Person"),
        Column::new("Status"),
        Column::new("Policy"),
        Column::new("Start"),
        Column::new("End"),
    ];
    if may_remove {
        columns.push(Column::silent("Actions"));
    }
    let rows = rows
        .into_iter()
        .map(|row| {
            let remove = (may_remove && row.live)
                .then(|| view! { <Remove row=row.clone() path=path.clone() package=package.clone()/> });
            let govern = row
                .may_govern
                .then(|| view! { <Govern row=row.clone() path=path.clone()/> });
            let lifecycle = row.lifecycle;
            let end = match (row.ended, row.ends) {
                (Some(at), _) => view! {
                    <Time when=when(at)/>
                    <p class="small muted">{row.end_reason}</p>
                }
                .into_any(),
                (None, Some(at)) => view! { <Time when=when(at)/> }.into_any(),
                (None, None) => view! { <span class="muted">"Without end"</span> }.into_any(),
            };
            let problem = row.problem;
            view! {
                <tr>
                    <Cell head=true>
                        {row.subject}
                        <p class="small muted">{row.subject_detail}</p>
                        {(!lifecycle.is_empty()).then(|| view! { <p class="small muted">"Guest · "{lifecycle}</p> })}
                    </Cell>
                    <Cell label="Status">
                        <Status badge=row.badge/>
                        {(!problem.is_empty()).then(|| view! { <p class="small muted">{problem}</p> })}
                    </Cell>
                    <Cell label="Policy">{row.policy}</Cell>
                    <Cell label="Start"><Time when=when(row.starts)/></Cell>
                    <Cell label="End">{end}</Cell>
                    {may_remove.then(|| view! { <Cell actions=true>{govern}{remove}</Cell> })}
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption="Assignments of this package" columns>{rows}</Table> }
}

/// The button that takes a guest under management (ASG-10), and what it says first.
#[component]
fn Govern(row: AssignmentRow, path: String) -> impl IntoView {
    let person = row.subject;
    view! {
        <ConfirmForm id=format!("govern-{}", row.id) verb="Take under management" small=true look=Look::Quiet
            action=format!("{path}/{}/govern", row.id)
            title=format!("Take {person} under management?")
            label=format!("Take {person} under management")
            consequence=format!("The account of {person} was here before. From now on it is blocked and removed when their last access has ended, as the settings of the portal say.")/>
    }
}

/// The button that ends somebody's access, and what it says first.
#[component]
fn Remove(row: AssignmentRow, path: String, package: String) -> impl IntoView {
    let person = row.subject;
    let loses = if row.roles == 0 {
        format!("{person} holds no roles through it.")
    } else {
        format!(
            "{person} loses {} now, unless other access gives the same.",
            counted(row.roles, "role")
        )
    };
    view! {
        <ConfirmForm id=format!("remove-{}", row.id) verb="Remove" small=true look=Look::Secondary
            action=format!("{path}/{}/remove", row.id)
            title=format!("Remove {person} from {package}?")
            label=format!("Remove {person} from {package}")
            consequence=format!("{loses} They are told by mail.")>
            <TextArea name="justification" label="Reason" optional=true rows=3
                maxlength=u32::try_from(TEXT_MAX).unwrap_or(u32::MAX)/>
        </ConfirmForm>
    }
}
