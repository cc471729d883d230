//! Mail that was taken back before it was sent (BYD-27).

use crate::pages::my::parts::when;
use crate::ui::{Cell, Column, Section, Table, Time};
use leptos::prelude::*;
use shared::views::health::RecalledMail;

/// The last of it.
#[component]
pub fn RecalledMails(rows: Vec<RecalledMail>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Mail")),
        Column::new(t!("For")),
        Column::new(t!("Taken back")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            view! {
                <tr>
                    <Cell head=true>{row.subject}</Cell>
                    <Cell label=t!("For")>{row.to}</Cell>
                    <Cell label=t!("Taken back")><Time when=when(row.recalled)/></Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Section id="recalled" title=t!("Mail that was not needed any more")
            lead=t!("It waited to be sent when what it was about was decided or over. There is nothing to do.")>
            <Table caption=t!("Mail that was not needed any more") columns>{rows}</Table>
        </Section>
    }
}
