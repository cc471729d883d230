//! The tokens of a program, and making one.

use crate::pages::admin::{came_back, messages, picked, typed};
use crate::pages::my::parts::when;
use crate::ui::{
    Banner, Button, Cell, Chip, Column, ConfirmForm, CopyField, FormActions, FormErrors, Glyph,
    Look, NumberField, PickOption, PostForm, PrincipalPicker, Row, Section, StatusBadge, Table,
    TextField, Time, Tone,
};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::limits::NAME_MAX;
use shared::programs::{TOKEN_DAYS, TOKEN_DAYS_RANGE};
use shared::views::programs::{ScopeView, TokenView};

/// What there is, with when and from where it was used last.
#[component]
pub fn Tokens(tokens: Vec<TokenView>, base: String) -> impl IntoView {
    let count = tokens.len() as u64;
    let columns = vec![
        Column::new(t!("Token")),
        Column::new(t!("For")),
        Column::new(t!("Ends")),
        Column::new(t!("Last used")),
        Column::silent(t!("Actions")),
    ];
    let rows = tokens
        .into_iter()
        .map(|token| view! { <TokenRow token base=base.clone()/> })
        .collect_view();
    view! {
        <Section title=t!("Tokens") count=count
            lead=t!("With a token the program calls the API. Nobody can read one again once it was made.")>
            {if count == 0 {
                view! { <p class="muted">{t!("It has no token.")}</p> }.into_any()
            } else {
                view! { <Table caption=t!("Tokens") columns>{rows}</Table> }.into_any()
            }}
        </Section>
    }
}

#[component]
fn TokenRow(token: TokenView, base: String) -> impl IntoView {
    let action = format!("{base}/tokens/{}/revoke", token.id);
    let dialog = format!("revoke-{}", token.id);
    let title = t!("Revoke the token {name}?", name = token.name);
    let label = t!("Revoke the token {name}", name = token.name);
    let consequence = t!("Whatever uses it is refused from now on.");
    let scopes = token
        .scopes
        .into_iter()
        .map(|scope| view! { <Chip label=scope/> })
        .collect_view();
    let used = match token.last_used {
        Some(at) => {
            view! { <Time when=when(at)/> <span class="muted small">{token.address}</span> }
                .into_any()
        }
        None => view! { <span class="muted">{t!("Never")}</span> }.into_any(),
    };
    let ends = if token.expired {
        view! { <StatusBadge tone=Tone::Warning label=t!("Ended")/> }.into_any()
    } else {
        view! { <Time when=when(token.expires)/> }.into_any()
    };
    view! {
        <tr>
            <Cell head=true>{token.name}</Cell>
            <Cell label=t!("For")><Row>{scopes}</Row></Cell>
            <Cell label=t!("Ends")>{ends}</Cell>
            <Cell label=t!("Last used")>{used}</Cell>
            <Cell actions=true>
                <ConfirmForm id=dialog verb=t!("Revoke") small=true look=Look::Secondary action title label consequence/>
            </Cell>
        </tr>
    }
}

/// The form, and, right after it was sent, the token itself: the one time it is shown.
#[component]
pub fn MakeToken(scopes: Vec<ScopeView>, base: String, form: FormState) -> impl IntoView {
    let made = form.fields.get("made").to_owned();
    if came_back(&form) && !made.is_empty() && form.errors.is_empty() {
        return view! {
            <Section title=t!("The new token") id="new-token">
                <Banner tone=Tone::Good title=t!("Copy the token now")>
                    {t!("It is shown this once. Whoever has it can do what it is for, so keep it like a password.")}
                </Banner>
                <CopyField id="made-token" label=t!("Token") value=made/>
            </Section>
        }
        .into_any();
    }
    let days = typed(&form, "days", &TOKEN_DAYS.to_string());
    let name = typed(&form, "token_name", "");
    let options = scopes
        .into_iter()
        .map(|scope| PickOption::group(scope.scope, scope.title, scope.explanation))
        .collect();
    let selected = picked(&form, "scope", Vec::new());
    view! {
        <Section title=t!("Make a token") id="make-token">
            <PostForm action=format!("{base}/tokens")>
                <FormErrors errors=messages(&form)/>
                <TextField name="token_name" label=t!("Name") value=name error=form.errors.get("token_name")
                    required=true maxlength=NAME_MAX autocomplete="off"
                    hint=t!("Where it is used, so that you know later which one to revoke.")/>
                <PrincipalPicker name="scope" label=t!("What it is for") options selected error=form.errors.get("scope")/>
                <NumberField name="days" label=t!("Good for") unit=t!("days") value=days
                    min=i64::from(*TOKEN_DAYS_RANGE.start()) max=i64::from(*TOKEN_DAYS_RANGE.end())
                    error=form.errors.get("days")/>
                <FormActions>
                    <Button look=Look::Primary icon=Glyph::Key>{t!("Make the token")}</Button>
                </FormActions>
            </PostForm>
        </Section>
    }
    .into_any()
}
