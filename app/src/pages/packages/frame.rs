//! The head and the tabs that all pages of one package share.

use super::list::PackageBadges;
use crate::ui::{Glyph, LetterTile, Link, LinkButton, Look, Page, Tab, Tabs, hue_of};
use leptos::prelude::*;
use shared::views::packages::PackageHead;

/// The pages of one package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackageTab {
    Overview,
    Roles,
    Policies,
    Requests,
    Assignments,
    Separation,
}

/// The trail to a package's pages.
pub fn trail(head: &PackageHead) -> Vec<Link> {
    vec![
        Link::new("/admin/catalogs", "Catalogs"),
        Link::new(
            format!("/admin/catalogs/{}", head.catalog.id),
            head.catalog.name.clone(),
        ),
    ]
}

/// As [`trail`], for pages below the package's own.
pub fn trail_below(head: &PackageHead) -> Vec<Link> {
    let mut trail = trail(head);
    trail.push(Link::new(
        format!("/admin/packages/{}", head.id),
        head.name.clone(),
    ));
    trail
}

/// A page of a package.
#[component]
pub fn PackageFrame(head: PackageHead, current: PackageTab, children: Children) -> impl IntoView {
    let base = format!("/admin/packages/{}", head.id);
    let may = head.may;
    let tab = |label: &str, place: &str, which: PackageTab| {
        Tab::new(label, format!("{base}{place}"), current == which)
    };
    let mut tabs = vec![
        tab("Overview", "", PackageTab::Overview),
        tab("Resource roles", "/roles", PackageTab::Roles),
        tab("Policies", "/policies", PackageTab::Policies),
    ];
    if may.view_requests {
        tabs.push(tab("Requests", "/requests", PackageTab::Requests));
    }
    if may.view_assignments {
        tabs.push(tab("Assignments", "/assignments", PackageTab::Assignments));
    }
    if may.separate {
        tabs.push(tab(
            "Separation of duties",
            "/separation",
            PackageTab::Separation,
        ));
    }
    let trail = trail(&head);
    let (name, hue) = (head.name.clone(), hue_of(&head.catalog.id));
    let (hidden, enabled) = (head.hidden, head.catalog_enabled);
    let lead = Some(head.description).filter(|text| !text.is_empty());
    let edit = may.edit.then(|| format!("{base}/edit"));
    let assign = may.assign.then(|| format!("{base}/assign"));
    view! {
        <Page title=head.name lead trail
            mark=move || view! { <LetterTile name hue large=true/> }
            status=move || view! { <PackageBadges hidden enabled/> }
            actions=move || view! {
                {edit.map(|href| view! { <LinkButton href icon=Glyph::Edit>"Edit"</LinkButton> })}
                {assign.map(|href| view! {
                    <LinkButton href look=Look::Primary icon=Glyph::Plus>"Assign"</LinkButton>
                })}
            }
            tabs=move || view! { <Tabs label="Package" tabs/> }>
            {children()}
        </Page>
    }
}
