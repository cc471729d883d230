//! Who has a package, and who had it (ASG-02).

use super::frame::{PackageFrame, PackageTab};
use super::load::load_package_assignments;
use super::partly::Partly;
use crate::pages::catalogs::came_back;
use crate::pages::my::characters;
use crate::pages::my::parts::{Status, address, path_param, query_param, when};
use crate::pages::my::request_form::summary;
use crate::ui::{
    BulkBar, Button, Cell, Column, ConfirmForm, DateField, EmptyState, FilterChip, Filters,
    FormErrors, Glyph, Hidden, LinkButton, Look, Pager, PickCell, PostForm, SearchField, Table,
    TextArea, Time, Toolbar,
};
use crate::web::{Loaded, use_form, use_row_form};
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
    let form = StoredValue::new(use_row_form(&["end", "remove", "govern"]));
    let applied = StoredValue::new(use_form("apply"));
    view! {
        <Loaded resource=page let:view>
            <Assignments view form=form.get_value() applied=applied.get_value() after=after.get_untracked()/>
        </Loaded>
    }
}

#[component]
fn Assignments(
    view: PackageAssignmentsView,
    form: FormState,
    applied: FormState,
    after: String,
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
    let first = (!after.is_empty()).then(|| address(&path, &[("state", &state), ("q", &q)]));
    let here = address(&path, &[("state", &state), ("q", &q), ("after", &after)]);
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
    let place = Place {
        path,
        here,
        package,
    };
    let refused = refused(&page.rows, &place, may, form);
    view! {
        <PackageFrame head current=PackageTab::Assignments>
            {refused}
            <Partly form=applied/>
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
                view! { <AssignmentTable rows=page.rows place may/> }.into_any()
            }}
            <Pager first next/>
        </PackageFrame>
    }
}

/// What the forms of the rows share.
#[derive(Clone)]
struct Place {
    /// The list.
    path: String,
    /// The list as it was filtered, to come back to.
    here: String,
    /// The name of the package.
    package: String,
}

/// What was refused: its dialog again, with what was typed, or the message alone where nothing can be typed.
fn refused(
    rows: &[AssignmentRow],
    place: &Place,
    may: PackageMay,
    form: FormState,
) -> Option<AnyView> {
    let (verb, id) = form.form.split_once('-')?;
    let row = rows.iter().find(|row| row.id == id).cloned();
    let place = place.clone();
    Some(match (verb, row) {
        ("end", Some(row)) if may.assign && row.live => {
            view! { <AnotherEnd row place form/> }.into_any()
        }
        ("remove", Some(row)) if may.remove && row.live => {
            view! { <Remove row place form/> }.into_any()
        }
        (_, row) => {
            let said = summary(&form, &[]).into_iter().map(|(field, why)| {
                let why = match &row {
                    Some(row) => format!("{}: {why}", row.subject),
                    None => why,
                };
                (field, why)
            });
            view! { <FormErrors errors=said.collect()/> }.into_any()
        }
    })
}

#[component]
fn AssignmentTable(rows: Vec<AssignmentRow>, place: Place, may: PackageMay) -> impl IntoView {
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
    let (apply, here) = (format!("{}/apply", place.path), place.here.clone());
    let rows = rows
        .into_iter()
        .map(|row| {
            let remove = (may.remove && row.live)
                .then(|| view! { <Remove row=row.clone() place=place.clone()/> });
            let another = (may.assign && row.live)
                .then(|| view! { <AnotherEnd row=row.clone() place=place.clone()/> });
            let govern = row
                .may_govern
                .then(|| view! { <Govern row=row.clone() place=place.clone()/> });
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
                    <Hidden name="back" value=here/>
                    <BulkBar>
                        <p class="muted">{t!("Roles that were taken away elsewhere come back; those that failed are tried now.")}</p>
                        <Button look=Look::Primary>{t!("Apply all roles again")}</Button>
                    </BulkBar>
                </PostForm>
            })}
        </div>
    }
}

/// The button that moves the end of somebody's access, with the form behind it; once refused, the form.
#[component]
fn AnotherEnd(
    row: AssignmentRow,
    place: Place,
    /// As it was refused.
    #[prop(optional)]
    form: FormState,
) -> impl IntoView {
    let open = came_back(&form);
    let dialog = format!("{}end-{}", if open { "again-" } else { "" }, row.id);
    let in_end = format!("f-day-{dialog}");
    let (end, wrong_end) = (form.fields.get("end").to_owned(), form.errors.get("end"));
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
        <ConfirmForm id=dialog.clone() verb=t!("Set the end") small=true look=Look::Secondary
            harmless=true open action=format!("{}/{}/end", place.path, row.id)
            title=t!("When should the access of {person} end?", person)
            label=t!("Set the end of the access of {person}", person)
            consequence>
            <FormErrors errors=summary(&form, &[])/>
            <Hidden name="back" value=place.here/>
            <DateField name="end" id=in_end label=t!("Last day of access") value=end error=wrong_end optional=true
                hint=t!("Left empty, it lasts as long as the policy allows.")/>
            <Reason dialog form/>
        </ConfirmForm>
    }
}

/// Why, in a dialog.
#[component]
fn Reason(dialog: String, form: FormState) -> impl IntoView {
    let (value, error) = (
        form.fields.get("justification").to_owned(),
        form.errors.get("justification"),
    );
    view! {
        <TextArea name="justification" id=format!("f-reason-{dialog}") label=t!("Reason") value error optional=true
            rows=3 maxlength=characters(TEXT_MAX)/>
    }
}

/// The button that takes a guest under management (ASG-10), and what it says first.
#[component]
fn Govern(row: AssignmentRow, place: Place) -> impl IntoView {
    let person = row.subject;
    view! {
        <ConfirmForm id=format!("govern-{}", row.id) verb=t!("Take under management") small=true look=Look::Quiet
            action=format!("{}/{}/govern", place.path, row.id)
            title=t!("Take {person} under management?", person)
            label=t!("Take {person} under management", person)
            consequence=t!("The account of {person} was here before. From now on it is blocked and removed when their last access has ended, as the settings of the portal say.", person)/>
    }
}

/// The button that ends somebody's access, and what it says first; once refused, what it says.
#[component]
fn Remove(
    row: AssignmentRow,
    place: Place,
    /// As it was refused.
    #[prop(optional)]
    form: FormState,
) -> impl IntoView {
    let open = came_back(&form);
    let dialog = format!("{}remove-{}", if open { "again-" } else { "" }, row.id);
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
        <ConfirmForm id=dialog.clone() verb=t!("Remove") small=true look=Look::Secondary open
            action=format!("{}/{}/remove", place.path, row.id)
            title=t!("Remove {person} from {package}?", person, package = place.package)
            label=t!("Remove {person} from {package}", person, package = place.package)
            consequence>
            <FormErrors errors=summary(&form, &[])/>
            <Hidden name="back" value=place.here/>
            <Reason dialog form/>
        </ConfirmForm>
    }
}
