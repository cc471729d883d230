//! A forgotten password: asking for the link, and the page behind it.

use super::frame::{Either, messages, next_of_query, on_the_way};
use crate::pages::my::parts::path_param;
use crate::ui::{Button, FormActions, FormErrors, Hidden, LinkButton, Look, PostForm, TextField};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::views::identity::ResetView;

/// `/sign-in/forgot`.
#[component]
pub fn ForgotPage() -> impl IntoView {
    let state = use_form("forgot");
    let sign_in = on_the_way("/sign-in", &next_of_query());
    view! {
        <Either title=t!("Forgot your password?")>
            <p>{t!("We send you an email with a link. It works once, for half an hour.")}</p>
            <FormErrors errors=messages(&state)/>
            <PostForm action="/sign-in/forgot">
                <TextField name="account" label=t!("User name or mail address") value=state.fields.get("account").to_owned()
                    error=state.errors.get("account") autocomplete="username" required=true maxlength=254 autofocus=true/>
                <FormActions>
                    <Button look=Look::Primary wide=true>{t!("Send me a link")}</Button>
                    <a href=sign_in>{t!("Back to sign-in")}</a>
                </FormActions>
            </PostForm>
        </Either>
    }
}

#[server(prefix = "/api/pages")]
async fn load_reset(token: String) -> Result<ResetView, PageError> {
    use crate::web;
    web::answer(engine::identity::resets::view(&web::ctx()?, &token).await)
}

/// `/sign-in/reset/:token`.
#[component]
pub fn ResetPage() -> impl IntoView {
    let token = path_param("token");
    let view = Resource::new(move || token.get(), load_reset);
    view! { <Loaded resource=view let:view><Reset view token=token.get_untracked()/></Loaded> }
}

#[component]
fn Reset(view: ResetView, token: String) -> impl IntoView {
    let state = use_form("reset");
    let Some(user_name) = view.user_name else {
        return view! {
            <Either title=t!("This link no longer works")>
                <FormErrors errors=messages(&state)/>
                <p>{t!("A link works once, for half an hour.")}</p>
                <LinkButton href="/sign-in/forgot" look=Look::Primary wide=true>{t!("Get a new link")}</LinkButton>
            </Either>
        }
        .into_any();
    };
    view! {
        <Either title=t!("Set a new password")>
            <p>{t!("At least 12 characters, and nothing that others would guess. Afterwards you are signed out everywhere and sign in with the new one.")}</p>
            <FormErrors errors=messages(&state)/>
            <PostForm action="/sign-in/reset">
                <Hidden name="token" value=token/>
                <TextField name="user_name" label=t!("User name") value=user_name autocomplete="username" readonly=true/>
                <TextField name="new_password" label=t!("New password") kind="password"
                    error=state.errors.get("new_password") autocomplete="new-password" required=true maxlength=200 autofocus=true/>
                <TextField name="repeat_password" label=t!("New password again") kind="password"
                    error=state.errors.get("repeat_password") autocomplete="new-password" required=true maxlength=200/>
                <FormActions><Button look=Look::Primary wide=true>{t!("Set the password")}</Button></FormActions>
            </PostForm>
        </Either>
    }
    .into_any()
}
