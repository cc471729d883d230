//! The step that says who can get the package.

use super::basics::policy_texts;
use super::panel::StepSection;
use super::people::PeopleField;
use super::state::EditorState;
use super::step::Step;
use crate::ui::{Banner, Checkbox, Choice, PickOption, PrincipalPicker, RadioCards, Tone};
use leptos::prelude::*;
use shared::FieldErrors;
use shared::forms::Fields;
use shared::policy::TargetScope;
use shared::views::editor::{EditorSubject, EditorView};

/// The scopes, in plain words.
fn scopes() -> Vec<Choice> {
    [
        (
            TargetScope::AllMemberUsers,
            t!("Everyone except guests"),
            t!("All members of the organization."),
        ),
        (
            TargetScope::AllDirectoryUsers,
            t!("Everyone, guests included"),
            t!("Everybody who has an account here."),
        ),
        (
            TargetScope::SpecificDirectoryUsers,
            t!("Certain people and groups"),
            t!("Those you list, with or without guests among them."),
        ),
        (
            TargetScope::SpecificConnectedOrganizationUsers,
            t!("Certain partner organizations"),
            t!("People from the organizations you list."),
        ),
        (
            TargetScope::AllConfiguredConnectedOrganizationUsers,
            t!("All partner organizations"),
            t!("People from every confirmed partner organization."),
        ),
        (
            TargetScope::AllExternalUsers,
            t!("Anyone from outside"),
            t!("Whoever can prove a mail address. Needs at least one approval."),
        ),
        (
            TargetScope::NotSpecified,
            t!("Nobody: direct assignment only"),
            t!("Administrators give it; nobody can ask."),
        ),
    ]
    .into_iter()
    .map(|(scope, label, detail)| Choice::new(scope.as_str(), label).detail(detail))
    .collect()
}

fn scope(fields: &Fields) -> Option<TargetScope> {
    fields.get("scope").parse().ok()
}

/// Who can get the package.
#[component]
pub fn Who(
    state: EditorState,
    view: EditorView,
    fields: Fields,
    errors: FieldErrors,
) -> impl IntoView {
    let organizations: Vec<PickOption> = view
        .organizations
        .iter()
        .map(|pick| PickOption::group(&*pick.value, &*pick.label, &*pick.detail))
        .collect();
    let selected: Vec<String> = fields
        .all("organizations")
        .into_iter()
        .map(str::to_owned)
        .collect();
    // Warns, but does not forbid: catalog and policy may be opened in any order (CAT-03).
    let closed =
        matches!(&view.subject, EditorSubject::Policy { package, .. } if !package.external);
    let texts = state.package.then(|| policy_texts(&fields, &errors));
    view! {
        <StepSection state step=Step::Who
            lead=t!("Inside and outside need a policy each. A package can have several; the most specific one that fits a person counts.")>
            <RadioCards name="scope" label=t!("Who can get it") choices=scopes() columns=true
                value=Some(fields.get("scope").to_owned()) error=errors.get("scope")/>
            <div hidden=move || {
                state.hidden_unless(|fields| scope(fields) == Some(TargetScope::SpecificDirectoryUsers))
            }>
                <PeopleField state name="subjects" label=t!("People and groups")
                    hint="Counts for \u{201c}Certain people and groups\u{201d}. Up to 500; a group stands for all its members."
                    fields=fields.clone() found=view.found.clone() error=errors.get("subjects")/>
            </div>
            <div hidden=move || {
                state.hidden_unless(|fields| {
                    scope(fields) == Some(TargetScope::SpecificConnectedOrganizationUsers)
                })
            }>
                <PrincipalPicker name="organizations" label=t!("Partner organizations") options=organizations
                    selected=selected error=errors.get("organizations")
                    hint="Counts for \u{201c}Certain partner organizations\u{201d}."
                    empty=t!("There are no partner organizations yet.")/>
            </div>
            {closed.then(|| view! {
                <div hidden=move || {
                    state.hidden_unless(|fields| scope(fields).is_some_and(TargetScope::is_external))
                }>
                    <Banner tone=Tone::Warning title=t!("The catalog is closed to people from outside")>
                        {t!("Policies for people from outside have no effect until the catalog is opened to them on its own page.")}
                    </Banner>
                </div>
            })}
            <div hidden=move || {
                state.hidden_unless(|fields| {
                    scope(fields).is_some_and(|scope| !scope.is_external() && scope != TargetScope::NotSpecified)
                })
            }>
                <Checkbox name="managers_ask" label=t!("Managers may ask for their people")
                    checked=fields.is_on("managers_ask") error=errors.get("managers_ask")
                    hint=t!("They may also take this access away from them. Whoever asked never decides.")/>
            </div>
            {texts}
        </StepSection>
    }
}
