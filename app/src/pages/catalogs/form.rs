//! Making, changing and deleting a catalog (CAT-01, CAT-05, CAT-06).

use super::load::{load_catalog_edit, load_new_catalog};
use super::{OtherTexts, checked, messages, texts_typed, typed};
use crate::pages::my::parts::path_param;
use crate::ui::{
    Button, Checkbox, ConfirmForm, FormActions, FormErrors, Glyph, Hidden, Link, LinkButton, Look,
    Page, PostForm, Section, TextArea, TextField,
};
use crate::web::{Loaded, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::limits::{DESCRIPTION_MAX, NAME_MAX};
use shared::views::Figure;
use shared::views::catalogs::CatalogHead;

fn limit(characters: usize) -> u32 {
    u32::try_from(characters).unwrap_or(u32::MAX)
}

/// `/admin/catalogs/new`
#[component]
pub fn NewCatalogPage() -> impl IntoView {
    let allowed = Resource::new(|| (), |()| load_new_catalog());
    let form = StoredValue::new(use_form("catalog"));
    view! {
        <Loaded resource=allowed let:_allowed>
            <Page title=t!("New catalog") narrow=true trail=vec![Link::new("/admin/catalogs", t!("Catalogs"))]
                lead=t!("You become its owner: you bring in resources, build packages and choose who helps.")>
                <CatalogForm
                    // On at first, and closed to people from outside (BYD-04).
                    catalog=CatalogHead { enabled: true, ..CatalogHead::default() }
                    form=form.get_value() action="/admin/catalogs/new".to_owned()
                    cancel="/admin/catalogs".to_owned() submit=t!("Create catalog")/>
            </Page>
        </Loaded>
    }
}

/// `/admin/catalogs/{id}/edit`
#[component]
pub fn EditCatalogPage() -> impl IntoView {
    let id = path_param("id");
    let catalog = Resource::new(move || id.get(), load_catalog_edit);
    let form = StoredValue::new(use_form("catalog"));
    let deletion = StoredValue::new(use_form("delete"));
    view! {
        <Loaded resource=catalog let:catalog>
            <Edit catalog form=form.get_value() deletion=deletion.get_value()/>
        </Loaded>
    }
}

#[component]
fn Edit(catalog: CatalogHead, form: FormState, deletion: FormState) -> impl IntoView {
    let base = format!("/admin/catalogs/{}", catalog.id);
    let trail = vec![
        Link::new("/admin/catalogs", t!("Catalogs")),
        Link::new(base.clone(), catalog.name.clone()),
    ];
    let kept = catalog.clone();
    view! {
        <Page title=t!("Edit {name}", name = catalog.name) narrow=true trail>
            <FormErrors errors=messages(&deletion)/>
            <CatalogForm catalog form action=format!("{base}/edit") cancel=base submit=t!("Save")/>
            <Delete catalog=kept/>
        </Page>
    }
}

#[component]
fn Delete(catalog: CatalogHead) -> impl IntoView {
    if catalog.built_in {
        return view! {
            <p class="muted">{t!("This catalog is built in, so it cannot be deleted.")}</p>
        }
        .into_any();
    }
    let action = format!("/admin/catalogs/{}/delete", catalog.id);
    let name = catalog.name;
    view! {
        <Section title=t!("Delete this catalog") lead=t!("Only a catalog without packages can be deleted.")>
            {if catalog.may.delete {
                view! {
                    <ConfirmForm id="delete-catalog" verb=t!("Delete") icon=Glyph::Trash action
                        title=t!("Delete {name}?", name)
                        consequence=t!("Its resources leave the catalog and its roles end. The resources themselves stay as they are.")/>
                }.into_any()
            } else {
                view! {
                    <p>{tn!(
                        Figure(catalog.packages),
                        "It still holds {n} package. Delete it first.",
                        "It still holds {n} packages. Delete them first."
                    )}</p>
                }.into_any()
            }}
        </Section>
    }
    .into_any()
}

#[component]
fn CatalogForm(
    /// What the form starts from.
    catalog: CatalogHead,
    form: FormState,
    action: String,
    cancel: String,
    submit: &'static str,
) -> impl IntoView {
    let version = typed(&form, "version", &catalog.version.to_string());
    let texts = texts_typed(&form, &catalog.texts);
    let errors = form.errors.clone();
    let wrong = move |field: &str| errors.get(field);
    view! {
        <PostForm action>
            <FormErrors errors=messages(&form)/>
            <Hidden name="version" value=version/>
            <TextField name="name" label=t!("Name") value=typed(&form, "name", &catalog.name)
                error=wrong("name") required=true maxlength=limit(NAME_MAX) autocomplete="off"
                hint=t!("People read it when they look for access. Each catalog has its own.")/>
            <TextArea name="description" label=t!("Description") optional=true rows=3
                value=typed(&form, "description", &catalog.description)
                error=wrong("description") maxlength=limit(DESCRIPTION_MAX)
                hint=t!("What is in here, and whom to ask.")/>
            <OtherTexts fields=texts errors=form.errors.clone()/>
            <Checkbox name="enabled" label=t!("Switched on") checked=checked(&form, "enabled", catalog.enabled)
                hint=t!("When off, none of its packages can be found or asked for. Access people have stays.")/>
            <Checkbox name="external" label=t!("Open to people from outside")
                checked=checked(&form, "external", catalog.external)
                hint=t!("Lets policies for partner organizations work. On its own it gives nobody anything.")/>
            <FormActions>
                <Button look=Look::Primary>{submit}</Button>
                <LinkButton href=cancel>{t!("Cancel")}</LinkButton>
            </FormActions>
        </PostForm>
    }
}
