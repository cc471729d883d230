//! One sign-in provider.

use super::list::{StateBadge, for_whom};
use super::{Addresses, PATH, property};
use crate::pages::admin::messages;
use crate::pages::my::parts::{path_param, when};
use crate::ui::{
    Banner, Button, Chip, ConfirmForm, Fact, FactList, FormErrors, Glyph, Hidden, Link, LinkButton,
    Page, PostForm, Row, Section, SidePanel, Time, Tone,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::views::figure;
use shared::views::providers::ProviderView;

#[server(prefix = "/api/pages")]
pub async fn load_provider(id: String) -> Result<ProviderView, PageError> {
    let ctx = crate::web::ctx()?;
    let outcome = async {
        let id = id.parse().map_err(|_| shared::AppError::NotFound)?;
        engine::providers::view(&ctx, id).await
    };
    crate::web::answer(outcome.await)
}

/// `/admin/providers/{id}`
#[component]
pub fn ProviderPage() -> impl IntoView {
    let id = path_param("id");
    let provider = Resource::new(move || id.get(), load_provider);
    let forms = StoredValue::new([use_form("check"), use_form("delete")]);
    view! {
        <Loaded resource=provider let:view>
            <Provider view forms=forms.get_value()/>
        </Loaded>
    }
}

#[component]
fn Provider(view: ProviderView, forms: [FormState; 2]) -> impl IntoView {
    let base = format!("{PATH}/{}", view.id);
    let (edit, check, delete) = (
        format!("{base}/edit"),
        format!("{base}/check"),
        format!("{base}/delete"),
    );
    let title = t!("Delete {name}?", name = view.name);
    let version = view.version.to_string();
    let (consequence, enabled) = (view.consequence, view.enabled);
    let (created, modified) = (view.created, view.modified);
    let audit = format!("/admin/audit?target={}", view.id);
    let people = figure(view.people);
    let errors: Vec<_> = forms.iter().flat_map(messages).collect();
    let rules = view
        .rules
        .into_iter()
        .map(|rule| view! { <li>{rule}</li> })
        .collect_view();
    let claims = view
        .claims
        .into_iter()
        .map(|(name, claim)| view! { <Fact term=property(&name)><code>{claim}</code></Fact> })
        .collect_view();
    let whose = whose(view.partners, view.domains, view.organizations);
    view! {
        <Page title=view.name lead=view.issuer trail=vec![Link::new(PATH, t!("Sign-in providers"))]
            status=move || view! { <StateBadge enabled/> }
            actions=move || view! {
                <PostForm action=check inline=true><Button icon=Glyph::Refresh>{t!("Test it")}</Button></PostForm>
                <LinkButton href=edit icon=Glyph::Edit>{t!("Edit")}</LinkButton>
                <ConfirmForm id="delete-provider" verb=t!("Delete") icon=Glyph::Trash action=delete title consequence>
                    <Hidden name="version" value=version/>
                </ConfirmForm>
            }
            aside=move || view! {
                <SidePanel title=t!("About this provider")>
                    <FactList>
                        <Fact term=t!("People who have signed in with it")>{people}</Fact>
                        <Fact term=t!("Added")><Time when=when(created)/></Fact>
                        <Fact term=t!("Last changed")><Time when=when(modified)/></Fact>
                        <Fact term=t!("History")><a href=audit>{t!("Audit records")}</a></Fact>
                    </FactList>
                </SidePanel>
            }>
            <FormErrors errors/>
            {view.secret_missing.then(|| view! {
                <Banner tone=Tone::Warning>
                    {t!("The server does not find the secret, so nobody can sign in with this provider. Set the environment variable and start the server again.")}
                </Banner>
            })}
            <Section title=for_whom(view.partners)><ul>{rules}</ul>{whose}</Section>
            <Section title=t!("To be entered at the provider")>
                <Addresses addresses=view.addresses/>
            </Section>
            <Section title=t!("How this portal is known there")>
                <FactList>
                    <Fact term=t!("Client id")><code>{view.client_id}</code></Fact>
                    <Fact term=t!("Secret")>{view.secret}</Fact>
                    <Fact term=t!("Scopes")><code>{view.scopes}</code></Fact>
                </FactList>
            </Section>
            <Section title=t!("Taken from the provider with each sign-in") lead=t!("What people are called, and the claim that says it.")>
                <FactList>{claims}</FactList>
            </Section>
        </Page>
    }
}

/// Whose people are led there.
fn whose(partners: bool, domains: Vec<String>, organizations: Vec<(String, String)>) -> AnyView {
    if partners {
        if organizations.is_empty() {
            return view! {
                <p class="muted">{t!("No partner organization names it yet: choose it in the organization's form.")}</p>
            }
            .into_any();
        }
        let links = organizations
            .into_iter()
            .map(|(name, href)| view! { <li><a href=href>{name}</a></li> })
            .collect_view();
        return view! { <ul>{links}</ul> }.into_any();
    }
    let chips = domains
        .into_iter()
        .map(|domain| view! { <Chip label=domain icon=Glyph::Mail/> })
        .collect_view();
    view! { <Row>{chips}</Row> }.into_any()
}
