//! What failed for good, and trying it again.

use super::PATH;
use crate::pages::my::parts::{address, when};
use crate::ui::{
    Button, Cell, Column, ConfirmForm, Look, Pager, PostForm, Section, Stack, Table, Time,
};
use leptos::prelude::*;
use shared::views::Page;
use shared::views::health::{FailedDelivery, FailedMail};

/// What is wrong, below the name of what failed: it is often a sentence or two.
#[component]
fn Problem(text: String) -> impl IntoView {
    view! { <p class="small">{text}</p> }
}

/// Roles that could not be given.
#[component]
pub fn FailedRoles(page: Page<FailedDelivery>, count: i64, later: bool) -> impl IntoView {
    let next = page.next.map(|next| address(PATH, &[("roles", &next)]));
    let columns = vec![
        Column::new("Role"),
        Column::new("Person"),
        Column::new("Because of"),
        Column::new("Failed"),
        Column::silent("Again"),
    ];
    let rows = page
        .rows
        .into_iter()
        .map(|row| {
            let action = format!("{PATH}/access/{}/again", row.assignment_id);
            let label = format!("Try again to give {} of {}", row.role, row.person);
            view! {
                <tr>
                    <Cell head=true>{row.role}<Problem text=row.error/></Cell>
                    <Cell label="Person"><a href=row.person_href>{row.person}</a></Cell>
                    <Cell label="Because of"><a href=row.package_href>{row.package}</a></Cell>
                    <Cell label="Failed"><Time when=when(row.failed)/></Cell>
                    <Cell><PostForm action inline=true><Button small=true label>"Try again"</Button></PostForm></Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Section id="roles" title="Roles that could not be given" count=count.unsigned_abs()
            lead="Each was tried for hours, and the person still lacks it.">
            <Stack>
                <Table caption="Roles that could not be given" columns>{rows}</Table>
                <Pager prev=later.then(|| PATH.to_owned()) next/>
            </Stack>
        </Section>
    }
}

/// Mail that was given up.
#[component]
pub fn FailedMails(page: Page<FailedMail>, count: i64, later: bool) -> impl IntoView {
    let next = page.next.map(|next| address(PATH, &[("mails", &next)]));
    let columns = vec![
        Column::new("Mail"),
        Column::new("To"),
        Column::new("Written"),
        Column::silent("Again"),
    ];
    let rows = page
        .rows
        .into_iter()
        .map(|row| {
            let action = format!("{PATH}/mail/{}/again", row.id);
            let label = format!("Try again to send to {}: {}", row.to, row.subject);
            view! {
                <tr>
                    <Cell head=true>{row.subject}<Problem text=row.error/></Cell>
                    <Cell label="To">{row.to}</Cell>
                    <Cell label="Written"><Time when=when(row.written)/></Cell>
                    <Cell><PostForm action inline=true><Button small=true label>"Try again"</Button></PostForm></Cell>
                </tr>
            }
        })
        .collect_view();
    let all = move || {
        view! {
            <ConfirmForm id="all-mail" verb="Try all again" title="Send all mail that was given up?"
                consequence="Everybody gets what was written to them, however old it is. Deadlines in it may have passed."
                action=format!("{PATH}/mail/again") look=Look::Secondary small=true harmless=true/>
        }
    };
    view! {
        <Section id="mail" title="Mail that was given up" count=count.unsigned_abs() actions=all
            lead="Each was tried for hours, and whoever it is for does not know what it says.">
            <Stack>
                <Table caption="Mail that was given up" columns>{rows}</Table>
                <Pager prev=later.then(|| PATH.to_owned()) next/>
            </Stack>
        </Section>
    }
}
