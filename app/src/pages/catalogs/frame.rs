//! The head, the tabs and the side panel that all pages of one catalog share.

use super::list::CatalogBadges;
use crate::pages::my::parts::when;
use crate::ui::{
    Disclosure, Fact, FactList, Glyph, LetterTile, Link, LinkButton, Page, SidePanel, Tab, Tabs,
    Time, hue_of,
};
use leptos::prelude::*;
use shared::views::catalogs::CatalogHead;
use shared::views::rights::RightsHere;

/// The pages of one catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CatalogTab {
    Packages,
    Resources,
    Roles,
}

/// What the reader may do in the catalog, by the role that is the reason.
#[component]
fn RightsPanel(rights: Vec<RightsHere>) -> impl IntoView {
    let roles = rights
        .into_iter()
        .map(|role| {
            let may = role
                .may
                .into_iter()
                .map(|words| view! { <li>{words}</li> })
                .collect_view();
            let title = t!("As {role}", role = role.title);
            view! { <Disclosure title><ul>{may}</ul></Disclosure> }
        })
        .collect_view();
    view! {
        <SidePanel title=t!("What you may do here")>
            {roles}
            <p><a href="/profile/rights">{t!("How you came by your roles")}</a></p>
        </SidePanel>
    }
}

/// A page of a catalog.
#[component]
pub fn CatalogFrame(
    catalog: CatalogHead,
    current: CatalogTab,
    children: Children,
) -> impl IntoView {
    let base = format!("/admin/catalogs/{}", catalog.id);
    let tabs = vec![
        Tab::new(
            t!("Packages"),
            base.clone(),
            current == CatalogTab::Packages,
        )
        .count(u64::try_from(catalog.packages).unwrap_or(0)),
        Tab::new(
            t!("Resources"),
            format!("{base}/resources"),
            current == CatalogTab::Resources,
        )
        .count(u64::try_from(catalog.resources).unwrap_or(0)),
        Tab::new(
            t!("Roles"),
            format!("{base}/roles"),
            current == CatalogTab::Roles,
        ),
    ];
    let (name, hue) = (catalog.name.clone(), hue_of(&catalog.id));
    let (enabled, external) = (catalog.enabled, catalog.external);
    let edit = catalog.may.edit.then(|| format!("{base}/edit"));
    let created = catalog.created.map(when);
    let built_in = catalog.built_in;
    let rights = catalog.rights;
    let lead = Some(catalog.description).filter(|text| !text.is_empty());
    view! {
        <Page title=catalog.name lead trail=vec![Link::new("/admin/catalogs", t!("Catalogs"))]
            mark=move || view! { <LetterTile name hue large=true/> }
            status=move || view! { <CatalogBadges enabled external/> }
            actions=move || edit.map(|href| view! {
                <LinkButton href icon=Glyph::Edit>{t!("Edit")}</LinkButton>
            })
            tabs=move || view! { <Tabs label=t!("Catalog") tabs/> }
            aside=move || view! {
                <SidePanel title=t!("About this catalog")>
                    <FactList>
                        <Fact term=t!("Requests")>{if enabled {
                            t!("Its packages can be found and asked for.")
                        } else {
                            t!("Switched off: none of its packages can be found or asked for. Access people have stays.")
                        }}</Fact>
                        <Fact term=t!("People from outside")>{if external {
                            t!("Policies for partners work.")
                        } else {
                            t!("Closed: nobody from outside can ask.")
                        }}</Fact>
                        {created.map(|when| view! { <Fact term=t!("Created")><Time when/></Fact> })}
                        {built_in.then(|| view! {
                            <Fact term=t!("Built in")>{t!("The home of packages for which no other catalog was chosen.")}</Fact>
                        })}
                    </FactList>
                </SidePanel>
                <RightsPanel rights/>
            }>
            {children()}
        </Page>
    }
}
