//! The resources of a catalog (CAT-08..10, CAT-15).

use super::frame::{CatalogFrame, CatalogTab};
use super::load::load_catalog_resources;
use super::messages;
use crate::pages::my::parts::{address, path_param, query_param};
use crate::ui::{
    Cell, Chip, Column, ConfirmForm, EmptyState, FormErrors, Glyph, LinkButton, Look, Pager, Row,
    Table, Toolbar,
};
use crate::web::{Loaded, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::views::catalogs::{CatalogResourcesView, ResourceRow};

/// Packages named in one row.
const NAMED: usize = 3;

/// `/admin/catalogs/{id}/resources?after=`
#[component]
pub fn CatalogResourcesPage() -> impl IntoView {
    let (id, after) = (path_param("id"), query_param("after"));
    let page = Resource::new(
        move || (id.get(), after.get()),
        |(id, after)| load_catalog_resources(id, after),
    );
    let form = StoredValue::new(use_form("resource"));
    view! {
        <Loaded resource=page let:view>
            <Resources view form=form.get_value() later=!after.get_untracked().is_empty()/>
        </Loaded>
    }
}

#[component]
fn Resources(view: CatalogResourcesView, form: FormState, later: bool) -> impl IntoView {
    let CatalogResourcesView { catalog, page } = view;
    let path = format!("/admin/catalogs/{}/resources", catalog.id);
    let add = catalog.may.add_resource.then(|| format!("{path}/add"));
    let first_add = add.clone();
    let next = page.next.map(|next| address(&path, &[("after", &next)]));
    let first = later.then(|| path.clone());
    let may_remove = catalog.may.remove_resource;
    let empty = page.rows.is_empty();
    view! {
        <CatalogFrame catalog current=CatalogTab::Resources>
            <FormErrors errors=messages(&form)/>
            {(!empty).then(|| add.map(|href| view! {
                <Toolbar>
                    <LinkButton href look=Look::Primary icon=Glyph::Plus>{t!("Add resources")}</LinkButton>
                </Toolbar>
            }))}
            {if empty {
                view! {
                    <EmptyState glyph=Glyph::App title=t!("No resources yet")
                        text=t!("Groups, applications and sites: once here, packages of this catalog can hand out their roles.")
                        action=move || first_add.map(|href| view! {
                            <LinkButton href look=Look::Primary>{t!("Add resources")}</LinkButton>
                        })/>
                }.into_any()
            } else {
                view! { <ResourceTable rows=page.rows path may_remove/> }.into_any()
            }}
            <Pager first next/>
        </CatalogFrame>
    }
}

#[component]
fn ResourceTable(rows: Vec<ResourceRow>, path: String, may_remove: bool) -> impl IntoView {
    let mut columns = vec![
        Column::new(t!("Resource")),
        Column::new(t!("Kind")),
        Column::new(t!("Roles")),
        Column::new(t!("Used by")),
    ];
    if may_remove {
        columns.push(Column::silent(t!("Actions")));
    }
    let rows = rows
        .into_iter()
        .map(|row| {
            let description = row.description;
            let caution = row.caution;
            let used = row.used_by.len();
            let more = used.saturating_sub(NAMED);
            let packages = row
                .used_by
                .into_iter()
                .take(NAMED)
                .map(|package| {
                    let href = format!("/admin/packages/{}", package.id);
                    view! { <li><a href=href>{package.name}</a></li> }
                })
                .collect_view();
            let name = row.name.clone();
            let remove = format!("{path}/{}/remove", row.id);
            let dialog = format!("remove-{}", row.id);
            let own = format!("{path}/{}", row.id);
            let required = row.attributes.len();
            view! {
                <tr>
                    <Cell head=true>
                        <a href=own>{row.name}</a>
                        {(!description.is_empty()).then(|| view! { <p class="small muted">{description}</p> })}
                        {caution.map(|caution| view! { <p class="small muted">{caution}</p> })}
                        {(required > 0).then(|| view! {
                            <p class="small muted">{tn!(required, "Requires {n} attribute", "Requires {n} attributes")}</p>
                        })}
                    </Cell>
                    <Cell label=t!("Kind")>{row.kind}</Cell>
                    <Cell label=t!("Roles")>
                        <Row>{row.roles.into_iter().map(|label| view! { <Chip label/> }).collect_view()}</Row>
                    </Cell>
                    <Cell label=t!("Used by")>
                        {if used == 0 {
                            view! { <span class="muted">{t!("No package")}</span> }.into_any()
                        } else {
                            view! {
                                <ul>
                                    {packages}
                                    {(more > 0).then(|| view! { <li class="muted">{t!("and {more} more", more)}</li> })}
                                </ul>
                            }.into_any()
                        }}
                    </Cell>
                    {may_remove.then(|| view! {
                        <Cell actions=true>
                            {if used == 0 {
                                view! {
                                    <ConfirmForm id=dialog verb=t!("Remove") small=true look=Look::Secondary action=remove
                                        title=t!("Remove {name} from the catalog?", name)
                                        label=t!("Remove {name}", name)
                                        consequence=t!("Packages can no longer use it until it is added again. Nobody loses access by this.")/>
                                }.into_any()
                            } else {
                                view! { <span class="small muted">{t!("In use")}</span> }.into_any()
                            }}
                        </Cell>
                    })}
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Resources of the catalog") columns>{rows}</Table> }
}
