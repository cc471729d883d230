//! Typing in the code that came by mail.

use super::frame::{Either, messages, next_of_query, on_the_way};
use crate::ui::{
    Banner, Button, FormActions, FormErrors, HERE, Hidden, LinkButton, Look, PostForm, TextField,
    Time, Tone, around,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::views::identity::CodeView;

#[server(prefix = "/api/pages")]
async fn load_code(challenge: String) -> Result<CodeView, PageError> {
    use crate::web;
    let challenge = challenge.parse().unwrap_or_default();
    web::answer(engine::identity::passcodes::view(&web::ctx()?, challenge).await)
}

/// `/sign-in/code?challenge=`.
#[component]
pub fn CodePage() -> impl IntoView {
    let query = use_query_map();
    let challenge = move || query.with(|query| query.get("challenge").unwrap_or_default());
    let view = Resource::new(challenge, load_code);
    view! { <Loaded resource=view let:view><Code view/></Loaded> }
}

#[component]
fn Code(view: CodeView) -> impl IntoView {
    let state = use_form("code");
    let next = next_of_query();
    let Some(until) = view.until else {
        return view! {
            <Either title=t!("This code no longer works")>
                <FormErrors errors=messages(&state)/>
                <p>{t!("A code works once, for ten minutes and five tries.")}</p>
                <LinkButton href=sign_in_again(&next) look=Look::Primary wide=true>{t!("Get a new code")}</LinkButton>
            </Either>
        }
        .into_any();
    };
    view! {
        <Either title=t!("Look into your mail")>
            <p>
                {around(
                    &t!("We sent six digits to the address you gave. The code runs out {time}. If nothing comes, look into the spam folder and check the address.", time = HERE),
                    view! { <Time when=until.into()/> },
                )}
            </p>
            {view.mailbox.map(|href| view! {
                <Banner tone=Tone::Notice title=t!("Demo")>
                    {around(
                        &t!("No mail leaves this demo. {link} in a new tab and copy the code.", link = HERE),
                        view! { <a href=href target="_blank" rel="noopener">{t!("Open the demo mailbox")}</a> },
                    )}
                </Banner>
            })}
            <FormErrors errors=messages(&state)/>
            <PostForm action="/sign-in/code">
                <Hidden name="challenge" value=view.challenge/>
                <Hidden name="next" value=next.clone()/>
                <TextField name="code" label=t!("Code") value=state.fields.get("code").to_owned()
                    error=state.errors.get("code") autocomplete="one-time-code" inputmode="numeric"
                    required=true maxlength=9 narrow=true autofocus=true/>
                <TextField name="name" label=t!("Your name") hint=t!("Shown to the people who decide on your requests.")
                    value=state.fields.get("name").to_owned() error=state.errors.get("name")
                    autocomplete="name" optional=true maxlength=120/>
                <FormActions>
                    <Button look=Look::Primary wide=true>{t!("Continue")}</Button>
                    <a href=sign_in_again(&next)>{t!("Use another address")}</a>
                </FormActions>
            </PostForm>
        </Either>
    }
    .into_any()
}

/// Back to where a code can be asked for: the landing of a package, or the sign-in page.
fn sign_in_again(next: &str) -> String {
    match next.strip_prefix("/packages/") {
        Some(package) if package.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-') => {
            format!("/share/{package}")
        }
        _ => on_the_way("/sign-in", next),
    }
}
