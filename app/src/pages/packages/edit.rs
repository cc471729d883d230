//! Changing and deleting a package (PKG-04, PKG-15).

use super::frame::trail_below;
use super::load::load_package_edit;
use crate::pages::catalogs::{OtherTexts, checked, messages, texts_typed, typed};
use crate::pages::my::parts::path_param;
use crate::ui::{
    Button, Checkbox, ConfirmForm, FormActions, FormErrors, Glyph, Hidden, LinkButton, Look, Page,
    PostForm, Section, TextArea, TextField,
};
use crate::web::{Loaded, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::limits::{DESCRIPTION_MAX, NAME_MAX};
use shared::views::packages::PackageHead;

/// `/admin/packages/{id}/edit`
#[component]
pub fn EditPackagePage() -> impl IntoView {
    let id = path_param("id");
    let head = Resource::new(move || id.get(), load_package_edit);
    let form = StoredValue::new(use_form("package"));
    let deletion = StoredValue::new(use_form("delete"));
    view! {
        <Loaded resource=head let:head>
            <Edit head form=form.get_value() deletion=deletion.get_value()/>
        </Loaded>
    }
}

fn limit(characters: usize) -> u32 {
    u32::try_from(characters).unwrap_or(u32::MAX)
}

#[component]
fn Edit(head: PackageHead, form: FormState, deletion: FormState) -> impl IntoView {
    let base = format!("/admin/packages/{}", head.id);
    let texts = texts_typed(&form, &head.texts);
    let errors = form.errors.clone();
    let wrong = move |field: &str| errors.get(field);
    let version = typed(&form, "version", &head.version.to_string());
    let delete = head.may.delete.then(|| format!("{base}/delete"));
    let retire = (head.may.delete && head.retirement.is_none()).then(|| format!("{base}/retire"));
    let relocate = format!("{base}/move");
    let name = head.name.clone();
    view! {
        <Page title=t!("Edit {name}", name = head.name) narrow=true trail=trail_below(&head)>
            <FormErrors errors=messages(&deletion)/>
            <PostForm action=format!("{base}/edit")>
                <FormErrors errors=messages(&form)/>
                <Hidden name="version" value=version/>
                <TextField name="name" label=t!("Name") value=typed(&form, "name", &head.name)
                    error=wrong("name") required=true maxlength=limit(NAME_MAX) autocomplete="off"
                    hint=t!("People read it when they look for access.")/>
                <TextArea name="description" label=t!("Description") optional=true rows=4
                    value=typed(&form, "description", &head.description)
                    error=wrong("description") maxlength=limit(DESCRIPTION_MAX)
                    hint=t!("What one can do with it, and for whom it is.")/>
                <OtherTexts fields=texts errors=form.errors.clone()/>
                <Checkbox name="hidden" label=t!("Hidden") checked=checked(&form, "hidden", head.hidden)
                    hint=t!("Not listed anywhere. People who have the link and fit a policy can still ask for it.")/>
                <FormActions>
                    <Button look=Look::Primary>{t!("Save")}</Button>
                    <LinkButton href=base>{t!("Cancel")}</LinkButton>
                </FormActions>
            </PostForm>
            {retire.map(|href| view! {
                <Section title=t!("Retire this package")
                    lead=t!("In good order: from now on nobody new gets it, its holders are told, and on a day that you choose all access ends.")>
                    <div><LinkButton href>{t!("Retire")}</LinkButton></div>
                </Section>
            })}
            <Section title=t!("Move or copy")
                lead=t!("To another catalog, with everything it gives.")>
                <div><LinkButton href=relocate>{t!("Move or copy")}</LinkButton></div>
            </Section>
            {delete.map(|action| view! {
                <Section title=t!("Delete this package")
                    lead=t!("Only when nobody has it and nobody waits for it. What happened with it stays in the history.")>
                    <ConfirmForm id="delete-package" verb=t!("Delete") icon=Glyph::Trash action
                        title=t!("Delete {name}?", name)
                        consequence=t!("Nobody can ask for it any more, and its policies end with it. This cannot be taken back.")/>
                </Section>
            })}
        </Page>
    }
}
