//! The packages of all catalogs a person may see.

use super::load::load_admin_packages;
use crate::pages::my::parts::{address, query_param};
use crate::ui::{
    Cell, Column, EmptyState, Glyph, LetterTile, LinkButton, Look, Page, Pager, Row, SearchField,
    StatusBadge, Table, Tone, Toolbar, hue_of,
};
use crate::web::Loaded;
use leptos::prelude::*;
use shared::views::figure;
use shared::views::packages::{PackageRow, PackagesView};

const PATH: &str = "/admin/packages";

/// `/admin/packages?q=&after=`
#[component]
pub fn PackagesAdminPage() -> impl IntoView {
    let (q, after) = (query_param("q"), query_param("after"));
    let page = Resource::new(
        move || (q.get(), after.get()),
        |(q, after)| load_admin_packages(q, after),
    );
    view! {
        <Loaded resource=page let:view>
            <Packages view later=!after.get_untracked().is_empty()/>
        </Loaded>
    }
}

#[component]
fn Packages(view: PackagesView, later: bool) -> impl IntoView {
    let PackagesView {
        page,
        q,
        may_create,
        sees_all,
        may_edit_policies,
    } = view;
    let searched = !q.is_empty();
    let next = page
        .next
        .map(|next| address(PATH, &[("q", &q), ("after", &next)]));
    let first = later.then(|| address(PATH, &[("q", &q)]));
    let content = if page.rows.is_empty() {
        let (title, text) = match (searched, sees_all) {
            (true, _) => (
                t!("No package matches"),
                t!("The search looks at names, descriptions and resources."),
            ),
            (_, true) => (
                t!("There are no packages yet"),
                t!("A package bundles roles, with the rules of who can get them."),
            ),
            _ => (
                t!("You have no packages yet"),
                t!("You see the packages of catalogs in which you have a role."),
            ),
        };
        let offer = may_create && !searched;
        view! {
            <EmptyState glyph=Glyph::Package title text
                action=move || offer.then(|| view! {
                    <LinkButton href="/admin/packages/new" look=Look::Primary>{t!("Create a package")}</LinkButton>
                })/>
        }
        .into_any()
    } else {
        view! { <PackageTable rows=page.rows catalog=true/> }.into_any()
    };
    view! {
        <Page title=t!("Packages") lead=t!("What people can be given: roles of resources, bundled, with the rules for getting them.")
            actions=move || view! {
                {may_edit_policies.then(|| view! {
                    <LinkButton href="/admin/policies/approvers" look=Look::Quiet>{t!("Change approvers")}</LinkButton>
                })}
                {may_create.then(|| view! {
                    <LinkButton href="/admin/packages/new" look=Look::Primary icon=Glyph::Plus>{t!("New package")}</LinkButton>
                })}
            }>
            <Toolbar>
                <SearchField action=PATH label=t!("Search packages") value=q/>
            </Toolbar>
            {content}
            <Pager first next/>
        </Page>
    }
}

/// Packages with their counts; `catalog` adds the column that names the catalog.
#[component]
pub fn PackageTable(rows: Vec<PackageRow>, catalog: bool) -> impl IntoView {
    let mut columns = vec![Column::new(t!("Package"))];
    if catalog {
        columns.push(Column::new(t!("Catalog")));
    }
    columns.extend([
        Column::number(t!("Roles")),
        Column::number(t!("Policies")),
        Column::number(t!("People")),
        Column::number(t!("Waiting")),
    ]);
    let rows = rows
        .into_iter()
        .map(|row| {
            let href = format!("{PATH}/{}", row.id);
            let description = row.description;
            let catalog_href = format!("/admin/catalogs/{}", row.catalog.id);
            view! {
                <tr>
                    <Cell head=true>
                        <Row>
                            <LetterTile name=row.name.clone() hue=hue_of(&row.catalog.id)/>
                            <div>
                                <span class="row">
                                    <a href=href>{row.name}</a>
                                    <PackageBadges hidden=row.hidden enabled=row.catalog_enabled
                                        retiring=row.retiring archived=row.archived/>
                                </span>
                                {(!description.is_empty()).then(|| view! { <p class="small muted">{description}</p> })}
                            </div>
                        </Row>
                    </Cell>
                    {catalog.then(|| view! {
                        <Cell label=t!("Catalog")><a href=catalog_href>{row.catalog.name}</a></Cell>
                    })}
                    <Cell label=t!("Roles") number=true>{row.roles.to_string()}</Cell>
                    <Cell label=t!("Policies") number=true>{row.policies.to_string()}</Cell>
                    <Cell label=t!("People") number=true>{figure(row.holders)}</Cell>
                    <Cell label=t!("Waiting") number=true>{figure(row.waiting)}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Packages") columns>{rows}</Table> }
}

/// What keeps people from finding a package, if anything.
#[component]
pub fn PackageBadges(hidden: bool, enabled: bool, retiring: bool, archived: bool) -> impl IntoView {
    view! {
        {archived.then(|| view! { <StatusBadge tone=Tone::Neutral label=t!("Archived")/> })}
        {(retiring && !archived).then(|| view! { <StatusBadge tone=Tone::Warning label=t!("Being retired")/> })}
        {(!enabled).then(|| view! { <StatusBadge tone=Tone::Neutral label=t!("Catalog switched off")/> })}
        {hidden.then(|| view! { <StatusBadge tone=Tone::Notice label=t!("Hidden")/> })}
    }
}
