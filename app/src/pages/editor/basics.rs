//! The first step: names and texts.

use super::panel::StepSection;
use super::state::{EditorState, values};
use super::step::Step;
use crate::pages::catalogs::OtherTexts;
use crate::ui::{Checkbox, Choice, SelectField, TextArea, TextField};
use leptos::prelude::*;
use shared::FieldErrors;
use shared::forms::Fields;
use shared::limits;
use shared::views::packages::NewPackageView;

const NAME: u32 = limits::NAME_MAX as u32;
const DESCRIPTION: u32 = limits::DESCRIPTION_MAX as u32;

/// Name, description and catalog of a new package.
#[component]
pub fn PackageBasics(
    state: EditorState,
    form: NewPackageView,
    fields: Fields,
    errors: FieldErrors,
) -> impl IntoView {
    let mut catalogs: Vec<Choice> = form
        .catalogs
        .into_iter()
        .map(|catalog| Choice::new(catalog.id, catalog.name))
        .collect();
    if form.may_create_catalog {
        catalogs.push(Choice::new("new", t!("A new catalog …")));
    }
    let chosen = match fields.get("catalog") {
        "" => form.catalog,
        chosen => chosen.to_owned(),
    };
    let value = values(&fields);
    view! {
        <StepSection state step=Step::Basics lead=t!("What people read when they look for access.")>
            <TextField name="name" label=t!("Name") value=value("name") error=errors.get("name")
                hint=t!("What one can do with it, such as “Payments on-call”.") maxlength=NAME/>
            <TextArea name="description" label=t!("Description") value=value("description") optional=true
                error=errors.get("description") maxlength=DESCRIPTION rows=3
                hint=t!("Who needs it, and what for.")/>
            <OtherTexts fields=fields.clone() errors=errors.clone()/>
            <SelectField name="catalog" label=t!("Catalog") choices=catalogs value=chosen error=errors.get("catalog")
                hint=t!("Where the package lives. It decides who runs it and which resources it can hand out.")/>
            <div class="editor-inset" hidden=move || state.hidden_unless(|fields| fields.get("catalog") == "new")>
                {form.may_create_catalog.then(|| view! {
                    <TextField name="catalog_name" label=t!("Name of the new catalog") value=value("catalog_name")
                        error=errors.get("catalog_name") maxlength=NAME
                        hint=t!("Only counts when the catalog above is a new one. You become its owner.")/>
                    <TextArea name="catalog_description" label=t!("Description of the new catalog") optional=true rows=2
                        value=value("catalog_description") error=errors.get("catalog_description")
                        maxlength=DESCRIPTION/>
                })}
            </div>
            <Checkbox name="hidden" label=t!("Keep it out of lists") checked=fields.is_on("hidden")
                error=errors.get("hidden")
                hint=t!("Only people with the link find it. Who may ask is decided by its policies all the same.")/>
        </StepSection>
    }
}

/// Name, description and switch of a policy.
#[component]
pub fn PolicyBasics(state: EditorState, fields: Fields, errors: FieldErrors) -> impl IntoView {
    view! {
        <StepSection state step=Step::Basics lead=t!("What tells this policy from the others of the package.")>
            {policy_texts(&fields, &errors)}
        </StepSection>
    }
}

/// The fields that every policy has.
pub fn policy_texts(fields: &Fields, errors: &FieldErrors) -> impl IntoView + use<> {
    let value = values(fields);
    view! {
        <TextField name="policy_name" label=t!("Name of the policy") value=value("policy_name")
            error=errors.get("policy_name") maxlength=NAME
            hint=t!("People see it when they can choose between several, such as “Employees”.")/>
        <TextArea name="policy_description" label=t!("Description of the policy") optional=true rows=2
            value=value("policy_description") error=errors.get("policy_description") maxlength=DESCRIPTION/>
        <Checkbox name="enabled" label=t!("Switched on") checked=fields.is_on("enabled") error=errors.get("enabled")
            hint=t!("Off: no new requests and no direct assignments through this policy. Access that people have stays.")/>
    }
}
