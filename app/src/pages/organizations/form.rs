//! Adding and changing a partner organization.

use crate::pages::admin::{messages, picked, typed};
use crate::pages::my::parts::path_param;
use crate::ui::{
    Button, Choice, EnterSends, FormActions, FormErrors, Hidden, Link, LinkButton, Look, Page,
    PickOption, PostForm, PrincipalPicker, RadioCards, SelectField, TextArea, TextField,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::limits::{DESCRIPTION_MAX, NAME_MAX};
use shared::views::organizations::OrganizationForm;

const PATH: &str = "/admin/organizations";

/// What the form starts from. `id` is empty for a new organization; the other texts are what was
/// typed so far: principals picked (separated by spaces), and whom to look for.
#[server(prefix = "/api/pages")]
pub async fn load_organization_form(
    id: String,
    internal: String,
    external: String,
    find_internal: String,
    find_external: String,
) -> Result<OrganizationForm, PageError> {
    let ctx = crate::web::ctx()?;
    let principals = |text: &str| -> Vec<_> {
        text.split_whitespace()
            .filter_map(|principal| principal.parse().ok())
            .take(2 * shared::limits::SPONSORS_MAX)
            .collect()
    };
    let draft = engine::organizations::Draft {
        internal: principals(&internal),
        external: principals(&external),
        find_internal,
        find_external,
    };
    let outcome = async {
        if id.is_empty() {
            engine::organizations::new_form(&ctx, &draft).await
        } else {
            let id = id.parse().map_err(|_| shared::AppError::NotFound)?;
            engine::organizations::edit_form(&ctx, id, &draft).await
        }
    };
    crate::web::answer(outcome.await)
}

fn load(id: String, form: FormState) -> impl Future<Output = Result<OrganizationForm, PageError>> {
    let all = |name: &str| form.fields.all(name).join(" ");
    let text = |name: &str| form.fields.get(name).to_owned();
    load_organization_form(
        id,
        all("internal"),
        all("external"),
        text("find_internal"),
        text("find_external"),
    )
}

/// `/admin/organizations/new`
#[component]
pub fn NewOrganizationPage() -> impl IntoView {
    let form = StoredValue::new(use_form("organization"));
    let start = Resource::new(|| (), move |()| load(String::new(), form.get_value()));
    view! {
        <Loaded resource=start let:start>
            <Page title=t!("Add a partner organization") narrow=true trail=vec![Link::new(PATH, t!("Partner organizations"))]
                lead=t!("Its people can then ask for packages whose policies are open to it.")>
                <Form start form=form.get_value() action=format!("{PATH}/new") cancel=PATH.to_owned()
                    submit=t!("Add the organization")/>
            </Page>
        </Loaded>
    }
}

/// `/admin/organizations/{id}/edit`
#[component]
pub fn EditOrganizationPage() -> impl IntoView {
    let id = path_param("id");
    let form = StoredValue::new(use_form("organization"));
    let start = Resource::new(move || id.get(), move |id| load(id, form.get_value()));
    view! {
        <Loaded resource=start let:start>
            <Edit start form=form.get_value()/>
        </Loaded>
    }
}

#[component]
fn Edit(start: OrganizationForm, form: FormState) -> impl IntoView {
    let base = format!("{PATH}/{}", start.id);
    let trail = vec![
        Link::new(PATH, t!("Partner organizations")),
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
    start: OrganizationForm,
    form: FormState,
    action: String,
    cancel: String,
    submit: &'static str,
) -> impl IntoView {
    let field = |name: &str, at_first: &str| (typed(&form, name, at_first), form.errors.get(name));
    let (version, _) = field("version", &start.version.to_string());
    let (name, name_error) = field("name", &start.name);
    let (description, description_error) = field("description", &start.description);
    let (domains, domains_error) = field("domains", &start.domains);
    let (state, state_error) = field("state", &start.state);
    let (provider, provider_error) = field("provider", &start.provider);
    let providers: Vec<Choice> = start
        .providers
        .into_iter()
        .map(|provider| Choice::new(provider.id, provider.name))
        .collect();
    let (find_internal, internal_error) = (
        typed(&form, "find_internal", ""),
        form.errors.get("internal"),
    );
    let (find_external, external_error) = (
        typed(&form, "find_external", ""),
        form.errors.get("external"),
    );
    let inside = picked(&form, "internal", start.internal);
    let outside = picked(&form, "external", start.external);
    let internal: Vec<PickOption> = start.internal_options.into_iter().map(Into::into).collect();
    let external: Vec<PickOption> = start.external_options.into_iter().map(Into::into).collect();
    let errors = messages(&form);
    let states = vec![
        Choice::new("configured", t!("Configured"))
            .detail(t!("Policies for all configured organizations include it.")),
        Choice::new("proposed", t!("Proposed"))
            .detail(t!("Only policies that name it let its people ask.")),
    ];
    view! {
        <PostForm action>
            <EnterSends/>
            <FormErrors errors/>
            <Hidden name="version" value=version/>
            <TextField name="name" label=t!("Name") value=name error=name_error
                required=true maxlength=NAME_MAX autocomplete="off"/>
            <TextArea name="description" label=t!("Description") optional=true rows=3
                value=description error=description_error
                maxlength=DESCRIPTION_MAX hint=t!("What you work on together, and since when.")/>
            <TextArea name="domains" label=t!("Mail domains") required=true rows=3
                value=domains error=domains_error
                hint=t!("One per line, such as contoso.com. Exactly these domains count: name subdomains as well.")/>
            <RadioCards name="state" label=t!("State") choices=states value=state
                error=state_error required=true columns=true/>
            <SelectField name="provider" label=t!("How its people sign in") choices=providers value=provider error=provider_error
                prompt=t!("With a code sent to their mail address")
                hint=t!("With a provider, people of these domains are led there and get no codes any more. Administrators add providers for partners under Sign-in.")/>
            <PrincipalPicker name="internal" label=t!("Internal sponsors") options=internal
                selected=inside error=internal_error
                hint=t!("Members of our own organization, or groups, who vouch for it.")
                empty=t!("Nobody matches.") find_name="find_internal" find_value=find_internal/>
            <PrincipalPicker name="external" label=t!("External sponsors") options=external
                selected=outside error=external_error
                hint=t!("Guests from the partner's side, or groups, who vouch for its people.")
                empty=t!("No guest matches. Guests appear once they have access.") find_name="find_external"
                find_value=find_external/>
            <FormActions>
                <Button look=Look::Primary>{submit}</Button>
                <LinkButton href=cancel>{t!("Cancel")}</LinkButton>
            </FormActions>
        </PostForm>
    }
}
