//! The catalogs a person may see (CAT-03, CAT-07).

use super::load::load_catalogs;
use crate::pages::my::parts::{address, query_param};
use crate::ui::{
    Cell, Column, EmptyState, FilterChip, Filters, Glyph, LetterTile, LinkButton, Look, Page,
    Pager, Row, SearchField, StatusBadge, Table, Tone, Toolbar, hue_of,
};
use crate::web::Loaded;
use leptos::prelude::*;
use shared::views::catalogs::{CatalogRow, CatalogsView};
use shared::views::{Figure, figure};

/// `/admin/catalogs?q=&external=1&after=`
#[component]
pub fn CatalogsPage() -> impl IntoView {
    let (q, external, after) = (
        query_param("q"),
        query_param("external"),
        query_param("after"),
    );
    let page = Resource::new(
        move || (q.get(), external.get() == "1", after.get()),
        |(q, external, after)| load_catalogs(q, external, after),
    );
    view! {
        <Loaded resource=page let:view>
            <Catalogs view later=!after.get_untracked().is_empty()/>
        </Loaded>
    }
}

const PATH: &str = "/admin/catalogs";

#[component]
fn Catalogs(view: CatalogsView, later: bool) -> impl IntoView {
    let CatalogsView {
        page,
        q,
        external_only,
        may_create,
        sees_all,
    } = view;
    let external = if external_only { "1" } else { "" };
    let chips = vec![
        FilterChip::new(t!("All"), address(PATH, &[("q", &q)]), !external_only),
        FilterChip::new(
            t!("Open to partners"),
            address(PATH, &[("q", &q), ("external", "1")]),
            external_only,
        ),
    ];
    let keep = if external_only {
        vec![("external".to_owned(), "1".to_owned())]
    } else {
        Vec::new()
    };
    let next = page
        .next
        .map(|next| address(PATH, &[("q", &q), ("external", external), ("after", &next)]));
    let first = later.then(|| address(PATH, &[("q", &q), ("external", external)]));
    let content = if page.rows.is_empty() {
        view! { <Nothing searched=!q.is_empty() external_only may_create sees_all/> }.into_any()
    } else {
        view! { <CatalogTable rows=page.rows/> }.into_any()
    };
    view! {
        <Page title=t!("Catalogs")
            lead=t!("A catalog holds resources and the packages that hand out their roles. Each has people who run it.")
            actions=move || may_create.then(|| view! {
                <LinkButton href="/admin/catalogs/new" look=Look::Primary icon=Glyph::Plus>{t!("New catalog")}</LinkButton>
            })>
            <Toolbar>
                <SearchField action=PATH label=t!("Search catalogs") value=q keep/>
                <Filters label=t!("Show catalogs") chips/>
            </Toolbar>
            {content}
            <Pager first next/>
        </Page>
    }
}

#[component]
fn Nothing(searched: bool, external_only: bool, may_create: bool, sees_all: bool) -> impl IntoView {
    let (title, text) = match (searched, external_only) {
        (true, _) => (
            t!("No catalog has this in its name"),
            t!("Try fewer letters."),
        ),
        (_, true) => (
            t!("No catalog is open to partners"),
            t!("People from outside can get nothing until a catalog is opened to them."),
        ),
        _ if sees_all => (
            t!("There are no catalogs"),
            t!("A catalog is where packages live."),
        ),
        _ => (
            t!("You have no catalog yet"),
            t!(
                "You see the catalogs in which you have a role. One that you create is yours to run."
            ),
        ),
    };
    let offer = may_create && !searched && !external_only;
    view! {
        <EmptyState glyph=Glyph::Catalog title text
            action=move || offer.then(|| view! {
                <LinkButton href="/admin/catalogs/new" look=Look::Primary>{t!("Create a catalog")}</LinkButton>
            })/>
    }
}

#[component]
fn CatalogTable(rows: Vec<CatalogRow>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Catalog")),
        Column::new(t!("State")),
        Column::number(t!("Packages")),
        Column::number(t!("Resources")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let href = format!("/admin/catalogs/{}", row.id);
            let description = row.description;
            let resources = format!("{href}/resources");
            view! {
                <tr>
                    <Cell head=true>
                        <Row>
                            <LetterTile name=row.name.clone() hue=hue_of(&row.id)/>
                            <div>
                                <a href=href>{row.name}</a>
                                {(!description.is_empty()).then(|| view! { <p class="small muted">{description}</p> })}
                            </div>
                        </Row>
                    </Cell>
                    <Cell label=t!("State")><CatalogBadges enabled=row.enabled external=row.external/></Cell>
                    <Cell label=t!("Packages") number=true>{figure(row.packages)}</Cell>
                    <Cell label=t!("Resources") number=true>
                        <a href=resources aria-label=tn!(Figure(row.resources), "{n} resource", "{n} resources")>{figure(row.resources)}</a>
                    </Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Catalogs") columns>{rows}</Table> }
}

/// Whether a catalog is switched on, and open to people from outside.
#[component]
pub fn CatalogBadges(enabled: bool, external: bool) -> impl IntoView {
    let (tone, label) = if enabled {
        (Tone::Good, t!("Switched on"))
    } else {
        (Tone::Neutral, t!("Switched off"))
    };
    view! {
        <Row>
            <StatusBadge tone label/>
            {external.then(|| view! { <StatusBadge tone=Tone::Warning label=t!("Open to partners")/> })}
        </Row>
    }
}
