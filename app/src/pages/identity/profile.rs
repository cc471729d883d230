//! One's own account.

use super::frame::messages;
use crate::ui::{
    Avatar, Button, Card, EmptyState, Fact, FactList, FormActions, FormErrors, Glyph, LinkButton,
    Look, Page, PostForm, Section, SidePanel, TextField,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::views::identity::{HeldRoleRow, ProfileView};

#[server(prefix = "/api/pages")]
async fn load_profile() -> Result<ProfileView, PageError> {
    use crate::web;
    let session = web::client().session;
    web::answer(engine::identity::profile::view(&web::ctx()?, session).await)
}

/// `/profile`.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let view = Resource::new(|| (), |()| load_profile());
    view! { <Loaded resource=view let:view><Profile view/></Loaded> }
}

#[component]
fn Profile(view: ProfileView) -> impl IntoView {
    let name = view.name.clone();
    let others = match view.other_sessions {
        0 => t!("You are signed in only here.").to_owned(),
        others => tn!(
            others,
            "You are signed in at one other place.",
            "You are signed in at {n} other places."
        ),
    };
    let facts = view
        .facts
        .into_iter()
        .map(|(term, value)| view! { <Fact term>{value}</Fact> })
        .collect_view();
    view! {
        <Page title=view.name lead=view.kind
            mark=move || view! { <Avatar name=name large=true/> }
            aside=move || view! {
                <SidePanel title=t!("Sessions") lead=others>
                    <LinkButton href="/profile/sessions" icon=Glyph::Device small=true>{t!("Your sessions")}</LinkButton>
                </SidePanel>
            }>
            <FormErrors errors=messages(&use_form("sign-out"))/>
            <Card title=t!("What the directory knows about you")>
                <FactList wide=true>
                    <Fact term=t!("User name")>{view.user_name}</Fact>
                    <Fact term=t!("Mail")>{view.mail}</Fact>
                    {facts}
                </FactList>
            </Card>
            <Section title=t!("Your roles in this portal") lead=t!("What you may do here besides asking for access and deciding on requests.")>
                <Roles roles=view.roles/>
                <p><a href="/profile/rights">{t!("What you may do, and why")}</a></p>
            </Section>
            {view.has_password.then(|| view! { <ChangePassword/> <SecondFactor on=view.has_second_factor/> })}
        </Page>
    }
}

#[component]
fn Roles(roles: Vec<HeldRoleRow>) -> impl IntoView {
    if roles.is_empty() {
        return view! { <EmptyState glyph=Glyph::Shield title=t!("No roles") text=t!("You ask for access, like most people.")/> }
            .into_any();
    }
    roles
        .into_iter()
        .map(|role| {
            let title = match role.catalog {
                Some(catalog) => t!("{role} of {catalog}", role = role.title, catalog),
                None => role.title,
            };
            view! { <Card title><p class="muted">{role.explanation}</p></Card> }
        })
        .collect_view()
        .into_any()
}

#[component]
fn ChangePassword() -> impl IntoView {
    let state = use_form("password");
    view! {
        <Section title=t!("Password") lead=t!("At least 12 characters, and nothing that others would guess. Changing it signs you out everywhere else.") id="password">
            <FormErrors errors=messages(&state)/>
            <PostForm action="/profile/password">
                <TextField name="current_password" label=t!("Current password") kind="password"
                    error=state.errors.get("current_password") autocomplete="current-password" required=true maxlength=200/>
                <TextField name="new_password" label=t!("New password") kind="password"
                    error=state.errors.get("new_password") autocomplete="new-password" required=true maxlength=200/>
                <TextField name="repeat_password" label=t!("New password again") kind="password"
                    error=state.errors.get("repeat_password") autocomplete="new-password" required=true maxlength=200/>
                <FormActions><Button look=Look::Primary>{t!("Change password")}</Button></FormActions>
            </PostForm>
        </Section>
    }
}

#[component]
fn SecondFactor(on: bool) -> impl IntoView {
    let (lead, verb) = if on {
        (
            t!("It is on: signing in takes your password and a code."),
            t!("Recovery codes, or turn it off"),
        )
    } else {
        (
            t!("With a code of your phone after the password, a stolen password is not enough."),
            t!("Set up a second factor"),
        )
    };
    view! {
        <Section title=t!("Second factor") lead id="second-factor">
            <LinkButton href="/profile/second-factor" icon=Glyph::Shield>{verb}</LinkButton>
        </Section>
    }
}
