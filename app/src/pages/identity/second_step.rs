//! The second step of signing in, for accounts with a second factor.

use super::frame::{Either, messages, next_of_query, on_the_way};
use crate::ui::{Button, FormActions, FormErrors, Hidden, LinkButton, Look, PostForm, TextField};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;

#[server(prefix = "/api/pages")]
async fn load_second_step() -> Result<bool, PageError> {
    use crate::web;
    let token = web::pending_token();
    web::answer(engine::identity::entering::is_pending(&web::ctx()?, &token).await)
}

/// `/sign-in/second-factor`.
#[component]
pub fn SecondStepPage() -> impl IntoView {
    let pending = Resource::new(|| (), |()| load_second_step());
    view! { <Loaded resource=pending let:pending><SecondStep pending/></Loaded> }
}

#[component]
fn SecondStep(pending: bool) -> impl IntoView {
    let state = use_form("second-factor");
    let next = next_of_query();
    let sign_in = on_the_way("/sign-in", &next);
    if !pending {
        return view! {
            <Either title=t!("Sign in again")>
                <FormErrors errors=messages(&state)/>
                <p>{t!("The second step has to follow within five minutes, in the same browser.")}</p>
                <LinkButton href=sign_in look=Look::Primary wide=true>{t!("Sign in")}</LinkButton>
            </Either>
        }
        .into_any();
    }
    view! {
        <Either title=t!("One more step")>
            <p>{t!("Open your authenticator app and write the six digits it shows for this portal. Without the app, write one of your recovery codes.")}</p>
            <FormErrors errors=messages(&state)/>
            <PostForm action="/sign-in/second-factor">
                <Hidden name="next" value=next/>
                <TextField name="code" label=t!("Code") error=state.errors.get("code") autocomplete="one-time-code"
                    required=true maxlength=20 narrow=true autofocus=true/>
                <FormActions>
                    <Button look=Look::Primary wide=true>{t!("Continue")}</Button>
                    <a href=sign_in>{t!("Back to sign-in")}</a>
                </FormActions>
            </PostForm>
            <p class="muted">{t!("Neither the app nor a recovery code? The people who run this portal can remove your second factor.")}</p>
        </Either>
    }
    .into_any()
}
