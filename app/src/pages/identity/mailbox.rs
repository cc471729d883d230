//! The mail of a demonstration.

use super::frame::Either;
use crate::pages::my::parts::address;
use crate::ui::{Cell, Column, EmptyState, Fact, FactList, Glyph, Pager, SearchField, Table, Time};
use crate::web::{Loaded, PageError};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use shared::views::identity::{MailPiece, MailView, MailboxView};

#[server(prefix = "/api/pages")]
async fn load_mailbox(recipient: String, after: String) -> Result<MailboxView, PageError> {
    use crate::web;
    let after = (!after.is_empty()).then_some(after.as_str());
    web::answer(engine::identity::mailbox::list(&web::ctx()?, &recipient, after).await)
}

#[server(prefix = "/api/pages")]
async fn load_mail(mail: String) -> Result<MailView, PageError> {
    use crate::web;
    let outcome = match mail.parse() {
        Ok(id) => engine::identity::mailbox::open(&web::ctx()?, id).await,
        Err(_) => Err(shared::AppError::NotFound.into()),
    };
    web::answer(outcome)
}

/// `/demo/mailbox?to=&after=`.
#[component]
pub fn MailboxPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move || {
        query.with(|query| {
            (
                query.get("to").unwrap_or_default(),
                query.get("after").unwrap_or_default(),
            )
        })
    };
    let view = Resource::new(asked, |(to, after)| load_mailbox(to, after));
    view! { <Loaded resource=view let:view><Mailbox view/></Loaded> }
}

#[component]
fn Mailbox(view: MailboxView) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Subject")),
        Column::new(t!("To")),
        Column::new(t!("Sent")),
    ];
    let to = view.recipient.clone();
    let next = view
        .next
        .map(|next| address("/demo/mailbox", &[("to", &to), ("after", &next)]));
    let empty = view.rows.is_empty();
    let rows = view
        .rows
        .into_iter()
        .map(|row| {
            view! {
                <tr>
                    <Cell head=true><a href=format!("/demo/mailbox/{}", row.id)>{row.subject}</a></Cell>
                    <Cell label=t!("To")>{row.recipient}</Cell>
                    <Cell label=t!("Sent")><Time when=row.sent.into()/></Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Either title=t!("Demo mailbox") wide=true>
            <p class="muted">{t!("All mail of this demo, for everybody in it. Outside a demo it goes to the people it is for, and this page does not exist.")}</p>
            <SearchField action="/demo/mailbox" name="to" label=t!("Mail to this address") value=view.recipient/>
            {if empty {
                view! { <EmptyState glyph=Glyph::Mail title=t!("No mail here") text=t!("Mail appears a moment after something happened. Reload the page.")/> }.into_any()
            } else {
                view! { <Table caption=t!("Mail") columns>{rows}</Table> }.into_any()
            }}
            <Pager next/>
        </Either>
    }
}

/// `/demo/mailbox/{mail}`.
#[component]
pub fn MailPage() -> impl IntoView {
    let params = use_params_map();
    let mail = move || params.with(|params| params.get("mail").unwrap_or_default());
    let view = Resource::new(mail, load_mail);
    view! { <Loaded resource=view let:view><Mail view/></Loaded> }
}

#[component]
fn Mail(view: MailView) -> impl IntoView {
    let lines = view
        .lines
        .into_iter()
        .map(|line| {
            let pieces = line
                .into_iter()
                .map(|piece| match piece {
                    MailPiece::Text(text) => text.into_any(),
                    MailPiece::Link(href, text) => view! { <a href=href>{text}</a> }.into_any(),
                })
                .collect_view();
            view! { <span class="mail-line">{pieces}</span> }
        })
        .collect_view();
    view! {
        <Either title=view.subject wide=true>
            <p><a href="/demo/mailbox">{t!("All mail")}</a></p>
            <FactList wide=true>
                <Fact term=t!("To")>{view.recipient}</Fact>
                <Fact term=t!("Sent")><Time when=view.sent.into() exact=true/></Fact>
            </FactList>
            <div class="mail-text">{lines}</div>
        </Either>
    }
}
