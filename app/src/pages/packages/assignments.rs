//! Who has a package, and who had it (ASG-02).

use super::frame::{PackageFrame, PackageTab};
use super::load::load_package_assignments;
use crate::pages::catalogs::messages;
use crate::pages::my::parts::{Status, address, path_param, query_param, when};
use crate::ui::{
    BulkBar, Button, Cell, Column, ConfirmForm, DateField, EmptyState, FilterChip, Filters,
    FormErrors, Glyph, LinkButton, Look, Pager, PickCell, PostForm, SearchField, Table, TextArea,
    Time, Toolbar,
};
use crate::web::{Loaded, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::limits::TEXT_MAX;
use shared::views::Figure;
use shared::views::packages::{AssignmentRow, PackageAssignmentsView, PackageMay};

fn states() -> [(&'static str, &'static str); 7] {
    [
        ("", t!("All")),
        ("live", t!("Has it now")),
        ("leaving", t!("Left the scope")),
        ("delivering", t!("Being set up")),
        ("partiallyDelivered", t!("Partly ready")),
        ("deliveryFailed", t!("Could not be set up")),
        ("expired", t!("Ended")),
    ]
}

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
    let applied = StoredValue::new(use_form("apply"));
    view! {
        <Loaded resource=page let:view>
            <Assignments view form=form.get_value() applied=applied.get_value() later=!after.get_untracked().is_empty()/>
        </Loaded>
    }
}

#[component]
fn Assignments(
    view: PackageAssignmentsView,
    form: FormState,
    applied: FormState,
    later: bool,
) -> impl IntoView {
    let PackageAssignmentsView {
        head,
        page,
        state,
        q,
    } = view;
    let base = format!("/admin/packages/{}", head.id);
    let path = format!("{base}/assignments");
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
    let csv = address(&format!("{path}.csv"), &[("state", &state), ("q", &q)]);
    let narrowed = !q.is_empty() || !state.is_empty();
    let keep = if state.is_empty() {
        Vec::new()
    } else {
        vec![("state".to_owned(), state)]
    };
    let may = head.may;
    let assign = (may.assign && !narrowed).then(|| format!("{base}/assign"));
    let package = head.name.clone();
    let empty = page.rows.is_empty();
    let search = path.clone();
    view! {
        <PackageFrame head current=PackageTab::Assignments>
            <FormErrors errors=messages(&form)/>
            <FormErrors errors=messages(&applied)/>
            <Toolbar>
                <SearchField action=search label=t!("Search people") value=q keep/>
                <Filters label=t!("Show assignments") chips/>
                {(!empty).then(|| view! {
                    <LinkButton href=csv look=Look::Quiet icon=Glyph::External external=true>{t!("Download as CSV")}</LinkButton>
                })}
            </Toolbar>
            {if empty {
                view! {
                    <EmptyState glyph=Glyph::Key
                        title=if narrowed { t!("Nobody matches") } else { t!("Nobody has this package yet") }
                        text=if narrowed {
                            t!("Choose another state or search for another person.")
                        } else {
                            t!("People appear here when they get it: because they asked, or because it was assigned to them.")
                        }
                        action=move || assign.map(|href| view! {
                            <LinkButton href look=Look::Primary>{t!("Assign it to somebody")}</LinkButton>
                        })/>
                }.into_any()
            } else {
                view! { <AssignmentTable rows=page.rows path package may/> }.into_any()
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
    may: PackageMay,
) -> impl IntoView {
    let actions = may.remove || may.assign;
    let mut columns = vec![
        Column::new(t!("Person")),
        Column::new(t!("Status")),
        Column::new(t!("Policy")),
        Column::new(t!("Start")),
        Column::new(t!("End")),
    ];
    if actions {
        columns.push(Column::silent(t!("Actions")));
    }
    if may.apply_again {
        columns.insert(0, Column::silent(t!("Pick")));
    }
    let apply = format!("{path}/apply");
    let rows = rows
        .into_iter()
        .map(|row| {
            let remove = (may.remove && row.live)
                .then(|| view! { <Remove row=row.clone() path=path.clone() package=package.clone()/> });
            let another = (may.assign && row.live)
                .then(|| view! { <AnotherEnd row=row.clone() path=path.clone()/> });
            let govern = row
                .may_govern
                .then(|| view! { <Govern row=row.clone() path=path.clone()/> });
            let leaving = row.leaving.map(|leaving| view! {
                <p class="small muted">
                    {t!(
                        "No longer among the people of the policy, noticed on {since}; ends on {date}",
                        since = leaving.since.date,
                        date = leaving.ends.date
                    )}
                </p>
            });
            let lifecycle = row.lifecycle;
            let end = match (row.ended, row.ends) {
                (Some(at), _) => view! {
                    <Time when=when(at)/>
                    <p class="small muted">{row.end_reason}</p>
                }
                .into_any(),
                (None, Some(at)) => view! { <Time when=when(at)/> }.into_any(),
                (None, None) => view! { <span class="muted">{t!("Without end")}</span> }.into_any(),
            };
            let problem = row.problem;
            let pick = may.apply_again.then(|| {
                let label = row.subject.clone();
                if row.live {
                    view! { <PickCell name="pick" value=row.id label form="apply-again"/> }.into_any()
                } else {
                    view! { <td class="td-pick"></td> }.into_any()
                }
            });
            view! {
                <tr>
                    {pick}
                    <Cell head=true>
                        {row.subject}
                        <p class="small muted">{row.subject_detail}</p>
                        {(!lifecycle.is_empty()).then(|| view! { <p class="small muted">{t!("Guest · {state}", state = lifecycle)}</p> })}
                    </Cell>
                    <Cell label=t!("Status")>
                        <Status badge=row.badge/>
                        {(!problem.is_empty()).then(|| view! { <p class="small muted">{problem}</p> })}
                    </Cell>
                    <Cell label=t!("Policy")>{row.policy}</Cell>
                    <Cell label=t!("Start")><Time when=when(row.starts)/></Cell>
                    <Cell label=t!("End")>{end}{leaving}</Cell>
                    {(actions || row.may_govern).then(|| view! { <Cell actions=true><div class="row">{another}{govern}{remove}</div></Cell> })}
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="bulk-scope">
            <Table caption=t!("Assignments of this package") columns>{rows}</Table>
            {may.apply_again.then(|| view! {
                <PostForm action=apply id="apply-again">
                    <BulkBar>
                        <p class="muted">{t!("Roles that were taken away elsewhere come back; those that failed are tried now.")}</p>
                        <Button look=Look::Primary>{t!("Apply all roles again")}</Button>
                    </BulkBar>
                </PostForm>
            })}
        </div>
    }
}

/// The button that moves the end of somebody's access, with the form behind it.
#[component]
fn AnotherEnd(row: AssignmentRow, path: String) -> impl IntoView {
    let person = row.subject;
    let present = match (row.leaving, row.ends) {
        (Some(leaving), _) => t!(
            "Because they left the scope of the policy, it ends on {date} at the latest.",
            date = leaving.ends.date
        ),
        (None, Some(end)) => t!("It ends on {end} at present.", end = end.date),
        (None, None) => t!("It has no end at present.").to_owned(),
    };
    let consequence = format!(
        "{present} {}",
        t!(
            "A later day counts within what the policy allows from today on. They are told by mail."
        )
    );
    view! {
        <ConfirmForm id=format!("end-{}", row.id) verb=t!("Set the end") small=true look=Look::Secondary
            harmless=true action=format!("{path}/{}/end", row.id)
            title=t!("When shall the access of {person} end?", person)
            label=t!("Set the end of the access of {person}", person)
            consequence>
            <DateField name="end" label=t!("Last day of access") optional=true
                hint=t!("Left empty, it lasts as long as the policy allows.")/>
            <TextArea name="justification" label=t!("Reason") optional=true rows=3
                maxlength=u32::try_from(TEXT_MAX).unwrap_or(u32::MAX)/>
        </ConfirmForm>
    }
}

/// The button that takes a guest under management (ASG-10), and what it says first.
#[component]
fn Govern(row: AssignmentRow, path: String) -> impl IntoView {
    let person = row.subject;
    view! {
        <ConfirmForm id=format!("govern-{}", row.id) verb=t!("Take under management") small=true look=Look::Quiet
            action=format!("{path}/{}/govern", row.id)
            title=t!("Take {person} under management?", person)
            label=t!("Take {person} under management", person)
            consequence=t!("The account of {person} was here before. From now on it is blocked and removed when their last access has ended, as the settings of the portal say.", person)/>
    }
}

/// The button that ends somebody's access, and what it says first.
#[component]
fn Remove(row: AssignmentRow, path: String, package: String) -> impl IntoView {
    let person = row.subject;
    let consequence = if row.roles == 0 {
        t!(
            "{person} holds no roles through it. They are told by mail.",
            person
        )
    } else {
        tn!(
            Figure(row.roles),
            "{person} loses {n} role now, unless other access gives the same. They are told by mail.",
            "{person} loses {n} roles now, unless other access gives the same. They are told by mail.",
            person
        )
    };
    view! {
        <ConfirmForm id=format!("remove-{}", row.id) verb=t!("Remove") small=true look=Look::Secondary
            action=format!("{path}/{}/remove", row.id)
            title=t!("Remove {person} from {package}?", person, package)
            label=t!("Remove {person} from {package}", person, package)
            consequence>
            <TextArea name="justification" label=t!("Reason") optional=true rows=3
                maxlength=u32::try_from(TEXT_MAX).unwrap_or(u32::MAX)/>
        </ConfirmForm>
    }
}
