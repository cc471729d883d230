//! Adding and changing a sign-in provider.

use super::{Addresses, PATH, property};
use crate::pages::admin::{messages, typed};
use crate::pages::catalogs::checked;
use crate::pages::my::parts::path_param;
use crate::ui::{
    Button, Checkbox, Choice, FormActions, FormErrors, Hidden, Link, LinkButton, Look, Page,
    PostForm, RadioCards, Section, SelectField, TextArea, TextField,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::limits::{NAME_MAX, PROVIDER_TEXT_MAX};
use shared::providers::SECRET_PREFIX;
use shared::views::providers::ProviderForm;

/// What the form starts from; `id` is empty for a new provider.
#[server(prefix = "/api/pages")]
pub async fn load_provider_form(id: String) -> Result<ProviderForm, PageError> {
    let ctx = crate::web::ctx()?;
    let outcome = async {
        if id.is_empty() {
            engine::providers::new_form(&ctx).await
        } else {
            let id = id.parse().map_err(|_| shared::AppError::NotFound)?;
            engine::providers::edit_form(&ctx, id).await
        }
    };
    crate::web::answer(outcome.await)
}

/// `/admin/providers/new`
#[component]
pub fn NewProviderPage() -> impl IntoView {
    let form = StoredValue::new(use_form("provider"));
    let start = Resource::new(|| (), |()| load_provider_form(String::new()));
    view! {
        <Loaded resource=start let:start>
            <Page title=t!("Add a sign-in provider") narrow=true trail=vec![Link::new(PATH, t!("Sign-in providers"))]
                lead=t!("First make this portal known at the provider, with the two addresses below; it gives you a client id and a secret. Then fill in the form.")>
                <Form start form=form.get_value() action=format!("{PATH}/new") cancel=PATH.to_owned()
                    submit=t!("Check and add")/>
            </Page>
        </Loaded>
    }
}

/// `/admin/providers/{id}/edit`
#[component]
pub fn EditProviderPage() -> impl IntoView {
    let id = path_param("id");
    let form = StoredValue::new(use_form("provider"));
    let start = Resource::new(move || id.get(), load_provider_form);
    view! { <Loaded resource=start let:start><Edit start form=form.get_value()/></Loaded> }
}

#[component]
fn Edit(start: ProviderForm, form: FormState) -> impl IntoView {
    let base = format!("{PATH}/{}", start.id);
    let trail = vec![
        Link::new(PATH, t!("Sign-in providers")),
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
    start: ProviderForm,
    form: FormState,
    action: String,
    cancel: String,
    submit: &'static str,
) -> impl IntoView {
    let field = |name: &str, at_first: &str| (typed(&form, name, at_first), form.errors.get(name));
    let (version, _) = field("version", &start.version.to_string());
    let (name, name_error) = field("name", &start.name);
    let on = checked(&form, "enabled", start.enabled);
    let errors = messages(&form);
    let addresses = start.addresses.clone();
    view! {
        <Section title=t!("To be entered at the provider")><Addresses addresses/></Section>
        <PostForm action>
            <FormErrors errors/>
            <Hidden name="version" value=version/>
            <TextField name="name" label=t!("Name") value=name error=name_error required=true
                maxlength=NAME_MAX autocomplete="off" hint=t!("As people know it: it stands on the button of the sign-in page.")/>
            <AtProvider start=start.clone() form=form.clone()/>
            <Whose start=start.clone() form=form.clone()/>
            <Recognized start=start.clone() form=form.clone()/>
            <Claims start form/>
            <Checkbox name="enabled" label=t!("People can sign in with it") checked=on
                hint=t!("Off, the button is gone, and people of partner organizations that name it do not get in.")/>
            <FormActions>
                <Button look=Look::Primary>{submit}</Button>
                <LinkButton href=cancel>{t!("Cancel")}</LinkButton>
            </FormActions>
        </PostForm>
    }
}

/// Where it is, and how this portal is known there.
#[component]
fn AtProvider(start: ProviderForm, form: FormState) -> impl IntoView {
    let field = |name: &str, at_first: &str| (typed(&form, name, at_first), form.errors.get(name));
    let (issuer, issuer_error) = field("issuer", &start.issuer);
    let (client, client_error) = field("client_id", &start.client_id);
    let (secret, secret_error) = field("secret_name", &start.secret_name);
    let (scopes, scopes_error) = field("scopes", &start.scopes);
    let secrets: Vec<Choice> = start
        .secrets
        .iter()
        .map(|name| Choice::new(name.clone(), name.clone()))
        .collect();
    view! {
        <Section title=t!("The provider")>
            <TextField name="issuer" label=t!("Address of the provider") kind="url" value=issuer error=issuer_error
                required=true maxlength=PROVIDER_TEXT_MAX autocomplete="off" placeholder="https://login.example.com"
                hint=t!("Also called issuer. It is asked when you save, and what is wrong is said here.")/>
            <TextField name="client_id" label=t!("Client id") value=client error=client_error
                required=true maxlength=PROVIDER_TEXT_MAX autocomplete="off"/>
            <SelectField name="secret_name" label=t!("Secret") choices=secrets value=secret error=secret_error
                prompt=t!("No secret: a public client")
                hint=t!("The secret itself is never stored here. Whoever runs the server puts it into an environment variable whose name begins with {prefix} (or names a file in one that ends in _FILE) and starts the server again; then it is in this list.", prefix = SECRET_PREFIX)/>
            <TextField name="scopes" label=t!("Scopes") value=scopes error=scopes_error
                maxlength=PROVIDER_TEXT_MAX autocomplete="off"
                hint=t!("What is asked for, with blanks between. Some providers tell groups only for a scope of their own.")/>
        </Section>
    }
}

/// Whose people sign in there.
#[component]
fn Whose(start: ProviderForm, form: FormState) -> impl IntoView {
    let field = |name: &str, at_first: &str| (typed(&form, name, at_first), form.errors.get(name));
    let (people, people_error) = field("people", &start.people);
    let (domains, domains_error) = field("domains", &start.domains);
    let choices = vec![
        Choice::new("members", t!("Members"))
            .detail(t!("People of our own organization. The sign-in page has a button for them.")),
        Choice::new("partners", t!("Partner organizations")).detail(t!(
            "Each organization names its provider in its own form. Its people type their mail address and are led there."
        )),
    ];
    view! {
        <Section title=t!("Whose people")>
            <RadioCards name="people" label=t!("Who signs in with it?") choices value=people error=people_error
                required=true columns=true/>
            <TextArea name="domains" label=t!("Mail domains") optional=true rows=2 value=domains error=domains_error
                hint=t!("Only for members: whoever types an address of these domains is led to the provider. One per line, such as contoso.com.")/>
        </Section>
    }
}

/// Whom it lets in.
#[component]
fn Recognized(start: ProviderForm, form: FormState) -> impl IntoView {
    let field = |name: &str, at_first: &str| (typed(&form, name, at_first), form.errors.get(name));
    let (matching, matching_error) = field("matching", &start.matching);
    let (strangers, strangers_error) = field("strangers", &start.strangers);
    let (groups, groups_error) = field("group_matching", &start.group_matching);
    let matchings = vec![
        Choice::new("mail", t!("Their mail address"))
            .detail(t!("Only if the provider says that it has verified it, which it can say of the claim email alone.")),
        Choice::new("userName", t!("Their user name")).detail(t!(
            "Only for members. Nobody may be able to choose theirs at the provider."
        )),
        Choice::new("nothing", t!("Nothing")).detail(t!(
            "Accounts from before stay apart from those that come this way."
        )),
    ];
    let strangers_choices = vec![
        Choice::new("refuse", t!("They are refused"))
            .detail(t!("Accounts come from elsewhere, such as an import.")),
        Choice::new("create", t!("They get an account")).detail(t!(
            "Members at once; partners become visitors, as with a code by mail."
        )),
    ];
    let group_choices = vec![
        Choice::new("nothing", t!("Not at all")),
        Choice::new("externalId", t!("By their external id")),
        Choice::new("name", t!("By their name")),
    ];
    view! {
        <Section title=t!("Who gets in")>
            <RadioCards name="matching" label=t!("By what are people recognized who come for the first time?")
                choices=matchings value=matching error=matching_error required=true
                hint=t!("After that, it is the account at the provider that counts, whatever its address becomes.")/>
            <RadioCards name="strangers" label=t!("What about people whom nobody here knows?")
                choices=strangers_choices value=strangers error=strangers_error required=true columns=true/>
            <RadioCards name="group_matching" label=t!("How are the groups found that the provider names?")
                choices=group_choices value=groups error=groups_error required=true columns=true
                hint=t!("Only for members. With each sign-in people join those groups, and leave those they joined this way. A provider that names no groups says that they are in none.")/>
        </Section>
    }
}

/// What is taken from whom.
#[component]
fn Claims(start: ProviderForm, form: FormState) -> impl IntoView {
    let fields = start
        .claims
        .entries()
        .map(|(name, at_first)| {
            let label = property(name.strip_prefix("claim_").unwrap_or(name));
            let value = typed(&form, name, at_first);
            view! {
                <TextField name label value error=form.errors.get(name) maxlength=PROVIDER_TEXT_MAX
                    autocomplete="off" narrow=true/>
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <Section title=t!("What is taken from the provider")
            lead=t!("The names of its claims. Leave a field empty, and the provider does not change it. A claim inside another is written with a dot: address.country.")>
            {fields}
        </Section>
    }
}
