//! One's own second factor: setting it up, recovery codes, turning it off.

use super::frame::messages;
use crate::pages::my::parts::when;
use crate::ui::{
    Banner, Button, Card, CopyField, Disclosure, EmptyState, FormActions, FormErrors, Glyph, HERE,
    Link, Look, Page, PostForm, Section, TextField, Time, Tone, around,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::views::When;
use shared::views::identity::{QrView, SecondFactorState, SecondFactorView};

#[server(prefix = "/api/pages")]
async fn load_second_factor() -> Result<SecondFactorView, PageError> {
    use crate::web;
    web::answer(engine::identity::second_factor::view(&web::ctx()?).await)
}

/// `/profile/second-factor`.
#[component]
pub fn SecondFactorPage() -> impl IntoView {
    let view = Resource::new(|| (), |()| load_second_factor());
    view! { <Loaded resource=view let:view><SecondFactor view/></Loaded> }
}

#[component]
fn SecondFactor(view: SecondFactorView) -> impl IntoView {
    let is_on = matches!(view.state, SecondFactorState::On { .. });
    let demand = (view.demanded && view.has_password && !is_on).then(|| {
        view! {
            <Banner tone=Tone::Warning title=t!("You need one to go on")>
                {t!("This portal demands a second factor of you. Set it up here; everything else opens then.")}
            </Banner>
        }
    });
    let content = match view.state {
        SecondFactorState::On { since, codes_left } => {
            view! { <On since codes_left demanded=view.demanded/> }.into_any()
        }
        SecondFactorState::SettingUp { qr, secret } => {
            view! { <SettingUp qr secret/> }.into_any()
        }
        SecondFactorState::Off if view.has_password => view! { <Off/> }.into_any(),
        SecondFactorState::Off => view! {
            <EmptyState glyph=Glyph::Shield title=t!("Not for your account")
                text=t!("A second factor protects signing in with a password, and you sign in another way.")/>
        }
        .into_any(),
    };
    view! {
        <Page title=t!("Second factor") narrow=true trail=vec![Link::new("/profile", t!("Your profile"))]
            lead=t!("After your password, signing in takes a code that only your phone knows. A stolen password is then not enough.")>
            {demand}
            {content}
        </Page>
    }
}

#[component]
fn CurrentPassword(state: FormState) -> impl IntoView {
    view! {
        <TextField name="current_password" label=t!("Current password") kind="password"
            error=state.errors.get("current_password") autocomplete="current-password" required=true maxlength=200/>
    }
}

#[component]
fn Off() -> impl IntoView {
    let state = use_form("begin");
    view! {
        <Section title=t!("Set it up") lead=t!("You need an authenticator app on your phone or computer, such as the one of your password manager.")>
            <FormErrors errors=messages(&state)/>
            <PostForm action="/profile/second-factor/begin">
                <CurrentPassword state/>
                <FormActions><Button look=Look::Primary>{t!("Set up a second factor")}</Button></FormActions>
            </PostForm>
        </Section>
    }
}

#[component]
fn SettingUp(qr: QrView, secret: String) -> impl IntoView {
    let state = use_form("confirm");
    view! {
        <Section title=t!("1. Tell your app") lead=t!("Scan this code with your authenticator app, or type the key into it.")>
            <Drawing qr/>
            <CopyField id="second-factor-key" label=t!("Key") value=secret/>
        </Section>
        <Section title=t!("2. Tell us what it shows") lead=t!("Your other sessions end then: they began without it.")>
            <FormErrors errors=messages(&state)/>
            <PostForm action="/profile/second-factor/confirm">
                <TextField name="code" label=t!("Code") error=state.errors.get("code") autocomplete="one-time-code"
                    inputmode="numeric" required=true maxlength=9 narrow=true/>
                <FormActions><Button look=Look::Primary>{t!("Turn it on")}</Button></FormActions>
            </PostForm>
        </Section>
    }
}

#[component]
fn Drawing(qr: QrView) -> impl IntoView {
    let size = qr.size.to_string();
    let around = format!("0 0 {size} {size}");
    view! {
        <svg class="qr" viewBox=around role="img" aria-label=t!("QR code for your authenticator app")
            shape-rendering="crispEdges">
            <rect class="qr-paper" width=size.clone() height=size/>
            <path class="qr-ink" d=qr.path/>
        </svg>
    }
}

#[component]
fn On(since: When, codes_left: i64, demanded: bool) -> impl IntoView {
    let shown = use_form("codes");
    let codes: Vec<String> = shown
        .fields
        .all("recovery")
        .into_iter()
        .map(str::to_owned)
        .collect();
    let renew = use_form("renew");
    let off = use_form("off");
    view! {
        {(!codes.is_empty()).then(|| view! { <Codes codes/> })}
        <Card title=t!("It is on")>
            <p>{around(&t!("Turned on {time}: signing in takes your password and a code.", time = HERE), view! { <Time when=when(since)/> })}</p>
            <p>{tn!(codes_left, "You have one recovery code left.", "You have {n} recovery codes left.")}</p>
        </Card>
        <Section title=t!("New recovery codes") lead=t!("For when you lost the old ones or have used most of them. The old ones no longer work then.")>
            <Proof state=renew action="/profile/second-factor/codes" id="renew" verb=t!("Make new codes") look=Look::Secondary/>
        </Section>
        {if demanded {
            view! {
                <Section title=t!("Turn it off")>
                    <p class="muted">{t!("This portal demands a second factor of you, so it stays on.")}</p>
                </Section>
            }.into_any()
        } else {
            view! {
                <Section title=t!("Turn it off") lead=t!("Your password alone is enough to sign in then.")>
                    <Proof state=off action="/profile/second-factor/off" id="off" verb=t!("Turn it off") look=Look::Danger/>
                </Section>
            }.into_any()
        }}
    }
}

/// The recovery codes, which are shown this once.
#[component]
fn Codes(codes: Vec<String>) -> impl IntoView {
    let items = codes
        .into_iter()
        .map(|code| view! { <li><code>{code}</code></li> })
        .collect_view();
    view! {
        <Banner tone=Tone::Warning title=t!("Keep your recovery codes")>
            <p>{t!("Each of them gets you in once without the app. Print them or put them where you keep passwords: they are not shown again.")}</p>
            <ul class="recovery-codes">{items}</ul>
        </Banner>
    }
}

/// A form that takes the password and a code.
#[component]
fn Proof(
    state: FormState,
    action: &'static str,
    id: &'static str,
    verb: &'static str,
    look: Look,
) -> impl IntoView {
    let open = !state.errors.is_empty();
    // The fields say their messages themselves: two forms of this page have fields of the same names.
    let errors: Vec<_> = messages(&state)
        .into_iter()
        .filter(|(field, _)| field.is_empty())
        .collect();
    let code_error = state.errors.get("code");
    let password_error = state.errors.get("current_password");
    view! {
        <Disclosure title=verb open>
            <FormErrors errors/>
            <PostForm action id>
                <label class="field">
                    <span class="field-label">{t!("Current password")}</span>
                    {password_error.map(|text| view! { <span class="field-error">{text}</span> })}
                    <input class="input" type="password" name="current_password" autocomplete="current-password" required maxlength="200"/>
                </label>
                <label class="field field-narrow">
                    <span class="field-label">{t!("Code of your app, or a recovery code")}</span>
                    {code_error.map(|text| view! { <span class="field-error">{text}</span> })}
                    <input class="input" type="text" name="code" autocomplete="one-time-code" required maxlength="20"/>
                </label>
                <FormActions><Button look>{verb}</Button></FormActions>
            </PostForm>
        </Disclosure>
    }
}
