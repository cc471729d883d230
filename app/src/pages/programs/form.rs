//! Adding and changing a program.

use super::PATH;
use super::view::load_program;
use crate::pages::admin::{messages, typed};
use crate::pages::my::parts::path_param;
use crate::ui::{
    Button, FormActions, FormErrors, Hidden, Link, LinkButton, Look, Page, PostForm, TextArea,
    TextField,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::limits::{DESCRIPTION_MAX, NAME_MAX};
use shared::views::programs::ProgramView;

/// Asks whether the form may be shown at all.
#[server(prefix = "/api/pages")]
pub async fn load_new_program() -> Result<(), PageError> {
    let ctx = crate::web::ctx()?;
    crate::web::answer(engine::programs::list(&ctx).await.map(drop))
}

/// `/admin/programs/new`
#[component]
pub fn NewProgramPage() -> impl IntoView {
    let form = StoredValue::new(use_form("program"));
    let start = Resource::new(|| (), |()| load_new_program());
    view! {
        <Loaded resource=start let:_start>
            <Page title=t!("Add a program") narrow=true trail=vec![Link::new(PATH, t!("Programs"))]
                lead=t!("It can do nothing until you give it roles or a token.")>
                <Form start=ProgramView::default() form=form.get_value() action=format!("{PATH}/new")
                    cancel=PATH.to_owned() submit=t!("Add the program")/>
            </Page>
        </Loaded>
    }
}

/// `/admin/programs/{id}/edit`
#[component]
pub fn EditProgramPage() -> impl IntoView {
    let id = path_param("id");
    let form = StoredValue::new(use_form("program"));
    let start = Resource::new(move || id.get(), load_program);
    view! {
        <Loaded resource=start let:start>
            <Edit start form=form.get_value()/>
        </Loaded>
    }
}

#[component]
fn Edit(start: ProgramView, form: FormState) -> impl IntoView {
    let base = format!("{PATH}/{}", start.id);
    let trail = vec![
        Link::new(PATH, t!("Programs")),
        Link::new(base.clone(), start.name.clone()),
    ];
    view! {
        <Page title=t!("Edit {name}", name = start.name) narrow=true trail>
            <Form start form action=format!("{base}/edit") cancel=base submit=t!("Save")/>
        </Page>
    }
}

#[component]
fn Form(
    start: ProgramView,
    form: FormState,
    action: String,
    cancel: String,
    submit: &'static str,
) -> impl IntoView {
    let name = typed(&form, "name", &start.name);
    let description = typed(&form, "description", &start.description);
    let version = typed(&form, "version", &start.version.to_string());
    view! {
        <PostForm action>
            <FormErrors errors=messages(&form)/>
            <Hidden name="version" value=version/>
            <TextField name="name" label=t!("Name") value=name error=form.errors.get("name")
                required=true maxlength=NAME_MAX autocomplete="off"/>
            <TextArea name="description" label=t!("Description") optional=true rows=3
                value=description error=form.errors.get("description") maxlength=DESCRIPTION_MAX
                hint=t!("What it does, and whom to ask about it.")/>
            <FormActions>
                <Button look=Look::Primary>{submit}</Button>
                <LinkButton href=cancel>{t!("Cancel")}</LinkButton>
            </FormActions>
        </PostForm>
    }
}
