//! Where one is signed in.

use super::frame::messages;
use crate::ui::{
    Button, Cell, Column, ConfirmForm, FormErrors, Link, Look, Page, PostForm, StatusBadge, Table,
    Time, Tone,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::views::identity::{SessionRow, SessionsView};

#[server(prefix = "/api/pages")]
async fn load_sessions() -> Result<SessionsView, PageError> {
    use crate::web;
    let session = web::client().session;
    web::answer(engine::identity::own_sessions::list(&web::ctx()?, session).await)
}

/// `/profile/sessions`.
#[component]
pub fn SessionsPage() -> impl IntoView {
    let view = Resource::new(|| (), |()| load_sessions());
    let form = StoredValue::new(use_form("sessions"));
    view! { <Loaded resource=view let:view><Sessions view form=form.get_value()/></Loaded> }
}

#[component]
fn Sessions(view: SessionsView, form: FormState) -> impl IntoView {
    let others = view.rows.iter().filter(|row| !row.current).count();
    let columns = vec![
        Column::new(t!("Device")),
        Column::new(t!("Signed in")),
        Column::new(t!("Last used")),
        Column::new(t!("Ends")),
        Column::silent(t!("End it")),
    ];
    view! {
        <Page title=t!("Your sessions") lead=t!("Where you are signed in. A session ends after 12 hours without use, and after 30 days in any case.")
            trail=vec![Link::new("/profile", t!("Your profile"))]
            actions=move || view! {
                {(others > 0).then(|| view! {
                    <ConfirmForm id="end-others" verb=t!("End all others") title=t!("End all your other sessions?")
                        consequence=t!("You stay signed in here and have to sign in again everywhere else.")
                        action="/profile/sessions/end-others" look=Look::Secondary/>
                })}
                <ConfirmForm id="end-all" verb=t!("Sign out everywhere") title=t!("Sign out everywhere, here too?")
                    consequence=t!("Every session ends. You have to sign in again, here and everywhere else.")
                    action="/profile/sessions/end-all" look=Look::Secondary/>
            }>
            <FormErrors errors=messages(&form)/>
            <Table caption=t!("Your sessions") columns>
                {view.rows.into_iter().map(|row| view! { <Row row/> }).collect_view()}
            </Table>
        </Page>
    }
}

#[component]
fn Row(row: SessionRow) -> impl IntoView {
    let action = format!("/profile/sessions/{}/end", row.id);
    let label = t!("End the session of {device}", device = row.device);
    let from = if row.address.is_empty() {
        row.method
    } else {
        t!(
            "{method}, from {address}",
            method = row.method,
            address = row.address
        )
    };
    view! {
        <tr>
            <Cell head=true>
                <div class="session">
                    <span>{row.device}</span>
                    {row.current.then(|| view! { <StatusBadge tone=Tone::Good label=t!("This one")/> })}
                    <span class="session-from">{from}</span>
                </div>
            </Cell>
            <Cell label=t!("Signed in")><Time when=row.started.into()/></Cell>
            <Cell label=t!("Last used")><Time when=row.last_seen.into()/></Cell>
            <Cell label=t!("Ends")><Time when=row.ends.into()/></Cell>
            <Cell actions=true>
                {(!row.current).then(|| view! {
                    <PostForm action inline=true><Button small=true label>{t!("End" in "button")}</Button></PostForm>
                })}
            </Cell>
        </tr>
    }
}
