//! Where one is signed in.

use crate::ui::{
    Button, Cell, Column, ConfirmForm, Link, Look, Page, PostForm, StatusBadge, Table, Time, Tone,
};
use crate::web::{Loaded, PageError};
use leptos::prelude::*;
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
    view! { <Loaded resource=view let:view><Sessions view/></Loaded> }
}

#[component]
fn Sessions(view: SessionsView) -> impl IntoView {
    let others = view.rows.iter().filter(|row| !row.current).count();
    let columns = vec![
        Column::new("Device"),
        Column::new("Signed in"),
        Column::new("Last used"),
        Column::new("Ends"),
        Column::silent("End it"),
    ];
    view! {
        <Page title="Your sessions" lead="Where you are signed in. A session ends after 12 hours without use, and after 30 days in any case."
            trail=vec![Link::new("/profile", "Your profile")]
            actions=move || (others > 0).then(|| view! {
                <ConfirmForm id="end-others" verb="End all others" title="End all your other sessions?"
                    consequence="You stay signed in here and have to sign in again everywhere else."
                    action="/profile/sessions/end-others" look=Look::Secondary/>
            })>
            <Table caption="Your sessions" columns>
                {view.rows.into_iter().map(|row| view! { <Row row/> }).collect_view()}
            </Table>
        </Page>
    }
}

#[component]
fn Row(row: SessionRow) -> impl IntoView {
    let action = format!("/profile/sessions/{}/end", row.id);
    let label = format!("End the session of {}", row.device);
    let from = if row.address.is_empty() {
        row.method
    } else {
        format!("{}, from {}", row.method, row.address)
    };
    view! {
        <tr>
            <Cell head=true>
                <div class="session">
                    <span>{row.device}</span>
                    {row.current.then(|| view! { <StatusBadge tone=Tone::Good label="This one"/> })}
                    <span class="session-from">{from}</span>
                </div>
            </Cell>
            <Cell label="Signed in"><Time when=row.started.into()/></Cell>
            <Cell label="Last used"><Time when=row.last_seen.into()/></Cell>
            <Cell label="Ends"><Time when=row.ends.into()/></Cell>
            <Cell actions=true>
                {(!row.current).then(|| view! {
                    <PostForm action inline=true><Button small=true label>"End"</Button></PostForm>
                })}
            </Cell>
        </tr>
    }
}
