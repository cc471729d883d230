//! Roles that somebody holds, with what they allow and how they came about (ROL-07).

use super::{Cell, Column, Disclosure, HERE, Table, Time, around};
use leptos::prelude::*;
use shared::views::rights::GrantView;

/// A line for each role.
#[component]
pub fn Grants(grants: Vec<GrantView>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Role")),
        Column::new(t!("Where")),
        Column::new(t!("How")),
        Column::new(t!("Given")),
    ];
    let rows = grants
        .into_iter()
        .map(|grant| view! { <GrantRow grant/> })
        .collect_view();
    view! { <Table caption=t!("Roles in the portal") columns>{rows}</Table> }
}

/// How the role is held: the groups from the person upward.
fn how(through: &[String]) -> String {
    match through {
        [] => t!("Directly").to_owned(),
        [group] => t!("Through {group}", group),
        [first, rest @ ..] => {
            let outer = rest.join(", ");
            t!("Through {first}, which is part of {outer}", first, outer)
        }
    }
}

#[component]
fn GrantRow(grant: GrantView) -> impl IntoView {
    let place = match grant.href {
        Some(href) => view! { <a href=href>{grant.place}</a> }.into_any(),
        None => grant.place.into_any(),
    };
    let since = view! { <Time when=grant.since.into()/> };
    let given = match grant.by {
        Some(name) => around(&t!("{time} by {name}", time = HERE, name), since).into_any(),
        None => since.into_any(),
    };
    let may = grant
        .may
        .into_iter()
        .map(|words| view! { <li>{words}</li> })
        .collect_view();
    view! {
        <tr>
            <Cell head=true>
                {grant.title}
                <Disclosure title=t!("What it allows")><ul>{may}</ul></Disclosure>
            </Cell>
            <Cell label=t!("Where")>{place}</Cell>
            <Cell label=t!("How")>{how(&grant.through)}</Cell>
            <Cell label=t!("Given")>{given}</Cell>
        </tr>
    }
}
