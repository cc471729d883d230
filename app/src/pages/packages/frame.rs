//! The head and the tabs that all pages of one package share.

use super::list::PackageBadges;
use crate::pages::my::parts::when;
use crate::ui::{
    Banner, ConfirmForm, Glyph, HERE, LetterTile, Link, LinkButton, Look, Page, Tab, Tabs, Time,
    Tone, around, hue_of,
};
use leptos::prelude::*;
use shared::views::packages::{PackageHead, Retirement};

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
        Link::new("/admin/catalogs", t!("Catalogs")),
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
        tab(t!("Overview"), "", PackageTab::Overview),
        tab(t!("Resource roles"), "/roles", PackageTab::Roles),
        tab(t!("Policies"), "/policies", PackageTab::Policies),
    ];
    if may.view_requests {
        tabs.push(tab(t!("Requests"), "/requests", PackageTab::Requests));
    }
    if may.view_assignments {
        tabs.push(tab(
            t!("Assignments"),
            "/assignments",
            PackageTab::Assignments,
        ));
    }
    if may.separate {
        tabs.push(tab(
            t!("Separation of duties"),
            "/separation",
            PackageTab::Separation,
        ));
    }
    let trail = trail(&head);
    let (name, hue) = (head.name.clone(), hue_of(&head.catalog.id));
    let (hidden, enabled) = (head.hidden, head.catalog_enabled);
    let archived = head.retirement.as_ref().is_some_and(|gone| gone.archived);
    let retiring = head.retirement.is_some();
    let farewell = head.retirement.clone();
    let call_off = may.delete.then(|| format!("{base}/retire/call-off"));
    let package = head.name.clone();
    let lead = Some(head.description).filter(|text| !text.is_empty());
    let attempt = may.view_assignments.then(|| format!("{base}/try"));
    let edit = may.edit.then(|| format!("{base}/edit"));
    let assign = (may.assign && !retiring).then(|| format!("{base}/assign"));
    view! {
        <Page title=head.name lead trail
            mark=move || view! { <LetterTile name hue large=true/> }
            status=move || view! { <PackageBadges hidden enabled retiring archived/> }
            actions=move || view! {
                {attempt.map(|href| view! { <LinkButton href look=Look::Quiet>{t!("Try it with a person")}</LinkButton> })}
                {edit.map(|href| view! { <LinkButton href icon=Glyph::Edit>{t!("Edit")}</LinkButton> })}
                {assign.map(|href| view! {
                    <LinkButton href look=Look::Primary icon=Glyph::Plus>{t!("Assign")}</LinkButton>
                })}
            }
            tabs=move || view! { <Tabs label=t!("Package") tabs/> }>
            {farewell.map(|farewell| view! { <Farewell farewell call_off package/> })}
            {children()}
        </Page>
    }
}

/// Says on every page of a package that it is on its way out, or gone (BYD-20).
#[component]
fn Farewell(farewell: Retirement, call_off: Option<String>, package: String) -> impl IntoView {
    let Retirement {
        on,
        archived,
        reason,
    } = farewell;
    let (verb, title, consequence) = if archived {
        (
            t!("Bring back"),
            t!("Bring {package} back?", package),
            t!("Its policies let people in again. Nobody gets back what ended."),
        )
    } else {
        (
            t!("Call off"),
            t!("Keep {package} after all?", package),
            t!("Whoever still has it keeps it for as long as before, and people can get it again."),
        )
    };
    let said = if archived {
        t!(
            "This package is archived: nobody has it and nobody can get it. It ended {when}.",
            when = HERE
        )
    } else {
        t!(
            "This package is being retired: nobody new gets it, and all access ends {when}.",
            when = HERE
        )
    };
    view! {
        <Banner tone=if archived { Tone::Neutral } else { Tone::Warning }>
            <p>{around(&said, view! { <Time when=when(on)/> })}</p>
            {(!reason.is_empty()).then(|| view! { <p class="muted">{reason}</p> })}
            {call_off.map(|action| view! {
                <ConfirmForm id="call-off" verb look=Look::Secondary small=true harmless=true action title
                    consequence/>
            })}
        </Banner>
    }
}
