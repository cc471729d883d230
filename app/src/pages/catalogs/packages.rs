//! The packages of a catalog: its first page.

use super::frame::{CatalogFrame, CatalogTab};
use super::load::load_catalog_packages;
use crate::pages::my::parts::{address, path_param, query_param};
use crate::pages::packages::PackageTable;
use crate::ui::{EmptyState, Glyph, LinkButton, Look, Pager, SearchField, Toolbar};
use crate::web::Loaded;
use leptos::prelude::*;
use shared::views::catalogs::CatalogPackagesView;

/// `/admin/catalogs/{id}?q=&after=`
#[component]
pub fn CatalogPage() -> impl IntoView {
    let (id, q, after) = (path_param("id"), query_param("q"), query_param("after"));
    let page = Resource::new(
        move || (id.get(), q.get(), after.get()),
        |(id, q, after)| load_catalog_packages(id, q, after),
    );
    view! {
        <Loaded resource=page let:view>
            <Packages view later=!after.get_untracked().is_empty()/>
        </Loaded>
    }
}

#[component]
fn Packages(view: CatalogPackagesView, later: bool) -> impl IntoView {
    let CatalogPackagesView { catalog, page, q } = view;
    let path = format!("/admin/catalogs/{}", catalog.id);
    let new = catalog
        .may
        .create_package
        .then(|| format!("/admin/packages/new?catalog={}", catalog.id));
    let create = new.clone();
    let searched = !q.is_empty();
    let next = page
        .next
        .map(|next| address(&path, &[("q", &q), ("after", &next)]));
    let first = later.then(|| address(&path, &[("q", &q)]));
    let empty = page.rows.is_empty();
    let no_resources = catalog.resources == 0;
    let add = catalog
        .may
        .add_resource
        .then(|| format!("{path}/resources/add"));
    view! {
        <CatalogFrame catalog current=CatalogTab::Packages>
            <Toolbar>
                <SearchField action=path label=t!("Search packages of this catalog") value=q/>
                {new.map(|href| view! {
                    <LinkButton href look=Look::Primary icon=Glyph::Plus>{t!("New package")}</LinkButton>
                })}
            </Toolbar>
            {match (empty, searched) {
                (false, _) => view! { <PackageTable rows=page.rows catalog=false/> }.into_any(),
                (true, true) => view! {
                    <EmptyState glyph=Glyph::Package title=t!("No package matches")
                        text=t!("The search looks at names, descriptions and resources.")/>
                }.into_any(),
                (true, false) => view! {
                    <EmptyState glyph=Glyph::Package title=t!("No packages yet")
                        text=if no_resources {
                            t!("First bring resources into the catalog, then put their roles into packages.")
                        } else {
                            t!("A package bundles roles of the resources in this catalog.")
                        }
                        action=move || match (no_resources, add, create) {
                            (true, Some(href), _) => Some(view! {
                                <LinkButton href look=Look::Primary>{t!("Add resources")}</LinkButton>
                            }),
                            (_, _, Some(href)) => Some(view! {
                                <LinkButton href look=Look::Primary>{t!("Create a package")}</LinkButton>
                            }),
                            _ => None,
                        }/>
                }.into_any(),
            }}
            <Pager first next/>
        </CatalogFrame>
    }
}
