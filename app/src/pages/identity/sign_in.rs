//! Signing in: by password, by a code sent by mail, and in a demonstration by one click.

use super::frame::{Either, messages, next_of_query, on_the_way};
use crate::pages::my::parts::address;
use crate::ui::{
    Avatar, Banner, Button, FormActions, FormErrors, Hidden, LinkButton, Look, PostForm, TextField,
    Tone,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::views::identity::{Persona, SignInView};
use shared::views::providers::ProviderButton;

#[server(prefix = "/api/pages")]
async fn load_sign_in() -> Result<SignInView, PageError> {
    use crate::web;
    web::answer(engine::identity::demo::sign_in_view(&web::ctx()?).await)
}

/// `/sign-in`.
#[component]
pub fn SignInPage() -> impl IntoView {
    let view = Resource::new(|| (), |()| load_sign_in());
    view! { <Loaded resource=view let:view><SignIn view/></Loaded> }
}

#[component]
fn SignIn(view: SignInView) -> impl IntoView {
    let next = next_of_query();
    let title = t!(
        "Sign in to {organization}",
        organization = view.organization
    );
    let wide = view.personas.is_some();
    view! {
        <Either title wide>
            {view.signed_in.map(|name| view! {
                <Banner tone=Tone::Notice>
                    {t!("You are signed in as {name}. Signing in as somebody else ends this session.", name)}
                </Banner>
            })}
            {view.personas.map(|personas| view! { <Personas personas next=next.clone()/> })}
            <ByProvider providers=view.providers next=next.clone()/>
            <div class="sign-in-ways">
                <ByPassword next=next.clone()/>
                <ByMail next title=t!("As a partner, with a code by mail")/>
            </div>
        </Either>
    }
}

#[component]
fn Personas(personas: Vec<Persona>, next: String) -> impl IntoView {
    let state = use_form("demo");
    let cards = personas
        .into_iter()
        .map(|persona| {
            view! {
                <li>
                    <button class="persona" type="submit" name="user" value=persona.user_name>
                        <Avatar name=persona.name.clone()/>
                        <span class="persona-words">
                            <span class="persona-name">{persona.name}</span>
                            <span class="persona-detail">{persona.detail}</span>
                            <span class="persona-about">{persona.about}</span>
                        </span>
                    </button>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="stack" aria-labelledby="demo-people">
            <h2 id="demo-people" class="sign-in-title">{t!("Demo: step in as one of these people")}</h2>
            <p class="muted">{t!("No password needed. Everything here is made up, and you can change as much as you like.")}</p>
            <FormErrors errors=messages(&state)/>
            <PostForm action="/auth/demo">
                <Hidden name="next" value=next/>
                <ul class="persona-list">{cards}</ul>
            </PostForm>
        </section>
    }
}

/// A button for each provider, and what went wrong at one.
#[component]
fn ByProvider(providers: Vec<ProviderButton>, next: String) -> impl IntoView {
    let errors = messages(&use_form("provider"));
    if providers.is_empty() && errors.is_empty() {
        return ().into_any();
    }
    let buttons = providers
        .into_iter()
        .map(|provider| {
            let href = address(
                &format!("/auth/oidc/{}", provider.id),
                &[("next", if next == "/" { "" } else { &next })],
            );
            view! {
                <LinkButton href look=Look::Primary wide=true external=true>
                    {t!("Sign in with {provider}", provider = provider.name)}
                </LinkButton>
            }
        })
        .collect_view();
    view! {
        <section class="stack" aria-label=t!("With an account you have elsewhere")>
            <FormErrors errors/>
            {buttons}
        </section>
    }
    .into_any()
}

#[component]
fn ByPassword(next: String) -> impl IntoView {
    let state = use_form("password");
    view! {
        <section class="stack" aria-labelledby="by-password">
            <h2 id="by-password" class="sign-in-title">{t!("With your password")}</h2>
            <FormErrors errors=messages(&state)/>
            <PostForm action="/sign-in">
                <Hidden name="next" value=next.clone()/>
                <TextField name="user_name" label=t!("User name") value=state.fields.get("user_name").to_owned()
                    error=state.errors.get("user_name") autocomplete="username" required=true maxlength=254/>
                <TextField name="password" label=t!("Password") kind="password" error=state.errors.get("password")
                    autocomplete="current-password" required=true maxlength=200/>
                <FormActions>
                    <Button look=Look::Primary wide=true>{t!("Sign in")}</Button>
                    <a href=on_the_way("/sign-in/forgot", &next)>{t!("Forgot your password?")}</a>
                </FormActions>
            </PostForm>
        </section>
    }
}

/// The form that has a code sent; the partner landing has it too.
#[component]
pub fn ByMail(
    /// Where to go after signing in.
    next: String,
    /// The heading.
    title: &'static str,
    /// It is the one thing to do on the page.
    #[prop(optional)]
    main: bool,
) -> impl IntoView {
    let state = use_form("mail");
    let look = if main { Look::Primary } else { Look::Secondary };
    view! {
        <section class="stack" aria-labelledby="by-mail">
            <h2 id="by-mail" class="sign-in-title">{title}</h2>
            <p class="muted">{t!("For people from other organizations. We send six digits to your mail address; no password, no account to set up.")}</p>
            <FormErrors errors=messages(&state)/>
            <PostForm action="/sign-in/mail">
                <Hidden name="next" value=next/>
                <TextField name="mail" label=t!("Mail address") kind="email" value=state.fields.get("mail").to_owned()
                    error=state.errors.get("mail") autocomplete="email" required=true maxlength=254/>
                <FormActions><Button look wide=true>{t!("Send me a code")}</Button></FormActions>
            </PostForm>
        </section>
    }
}
