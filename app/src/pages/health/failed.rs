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
        Column::new(t!("Role")),
        Column::new(t!("Person")),
        Column::new(t!("Because of")),
        Column::new(t!("Failed")),
        Column::silent(t!("Again")),
    ];
    let rows = page
        .rows
        .into_iter()
        .map(|row| {
            let action = format!("{PATH}/access/{}/again", row.assignment_id);
            let label = t!("Try again to give {role} of {person}", role = row.role, person = row.person);
            view! {
                <tr>
                    <Cell head=true>{row.role}<Problem text=row.error/></Cell>
                    <Cell label=t!("Person")><a href=row.person_href>{row.person}</a></Cell>
                    <Cell label=t!("Because of")><a href=row.package_href>{row.package}</a></Cell>
                    <Cell label=t!("Failed")><Time when=when(row.failed)/></Cell>
                    <Cell><PostForm action inline=true><Button small=true label>{t!("Try again")}</Button></PostForm></Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Section id="roles" title=t!("Roles that could not be given") count=count.unsigned_abs()
            lead=t!("Each was tried for hours, and the person still lacks it.")>
            <Stack>
                <Table caption=t!("Roles that could not be given") columns>{rows}</Table>
                <Pager first=later.then(|| PATH.to_owned()) next/>
            </Stack>
        </Section>
    }
}

/// Mail that was given up.
#[component]
pub fn FailedMails(page: Page<FailedMail>, count: i64, later: bool) -> impl IntoView {
    let next = page.next.map(|next| address(PATH, &[("mails", &next)]));
    let columns = vec![
        Column::new(t!("Mail")),
        Column::new(t!("To")),
        Column::new(t!("Written")),
        Column::silent(t!("Again")),
    ];
    let rows = page
        .rows
        .into_iter()
        .map(|row| {
            let action = format!("{PATH}/mail/{}/again", row.id);
            let label = t!("Try again to send to {to}: {subject}", to = row.to, subject = row.subject);
            view! {
                <tr>
                    <Cell head=true>{row.subject}<Problem text=row.error/></Cell>
                    <Cell label=t!("To")>{row.to}</Cell>
                    <Cell label=t!("Written")><Time when=when(row.written)/></Cell>
                    <Cell><PostForm action inline=true><Button small=true label>{t!("Try again")}</Button></PostForm></Cell>
                </tr>
            }
        })
        .collect_view();
    let all = move || {
        view! {
            <ConfirmForm id="all-mail" verb=t!("Try all again") title=t!("Send all mail that was given up?")
                consequence=t!("Everybody gets what was written to them, however old it is. Deadlines in it may have passed.")
                action=format!("{PATH}/mail/again") look=Look::Secondary small=true harmless=true/>
        }
    };
    view! {
        <Section id="mail" title=t!("Mail that was given up") count=count.unsigned_abs() actions=all
            lead=t!("Each was tried for days, and whoever it is for does not know what it says.")>
            <Stack>
                <Table caption=t!("Mail that was given up") columns>{rows}</Table>
                <Pager first=later.then(|| PATH.to_owned()) next/>
            </Stack>
        </Section>
    }
}
