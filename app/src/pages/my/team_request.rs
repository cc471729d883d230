//! Asking on behalf of somebody one manages (POL-10).

use super::package::Ways;
use super::packages::Offer;
use super::parts::{PackageTile, address, flow, path_param, query_param};
use super::request_form::RequestForm;
use crate::ui::{
    ApprovalFlow, Banner, Card, CardGrid, EmptyState, Glyph, Link, Page, Pager, SearchField,
    Section, Tone, Toolbar,
};
use crate::web::{Loaded, PageError, use_form};
use leptos::prelude::*;
use shared::forms::FormState;
use shared::views::my::{Prefill, ReportOffers, ReportPackage as View};

#[server(prefix = "/api/pages")]
pub async fn load_report_offers(
    id: String,
    query: String,
    after: String,
) -> Result<ReportOffers, PageError> {
    let ctx = crate::web::ctx()?;
    let outcome = async {
        let id = id.parse().map_err(|_| shared::AppError::NotFound)?;
        engine::my::team_packages(&ctx, id, &query, &after).await
    };
    crate::web::answer(outcome.await)
}

#[server(prefix = "/api/pages")]
pub async fn load_report_package(
    id: String,
    package: String,
    policy: String,
) -> Result<View, PageError> {
    let ctx = crate::web::ctx()?;
    let outcome = async {
        let id = id.parse().map_err(|_| shared::AppError::NotFound)?;
        let package = package.parse().map_err(|_| shared::AppError::NotFound)?;
        engine::my::team_package(&ctx, id, package, policy.parse().ok()).await
    };
    crate::web::answer(outcome.await)
}

/// `/team/{person}/packages?q=&after=`
#[component]
pub fn ReportOffersPage() -> impl IntoView {
    let (id, q, after) = (path_param("person"), query_param("q"), query_param("after"));
    let page = Resource::new(
        move || (id.get(), q.get(), after.get()),
        |(id, q, after)| load_report_offers(id, q, after),
    );
    view! {
        <Loaded resource=page let:view>
            <Offers view later=!after.get_untracked().is_empty()/>
        </Loaded>
    }
}

#[component]
fn Offers(view: ReportOffers, later: bool) -> impl IntoView {
    let ReportOffers {
        id,
        person,
        cards,
        query,
    } = view;
    let path = format!("/team/{id}/packages");
    let name = person.name;
    let next = cards
        .next
        .map(|next| address(&path, &[("q", &query), ("after", &next)]));
    let first = later.then(|| address(&path, &[("q", &query)]));
    let empty = cards.rows.is_empty();
    let none = if query.is_empty() {
        t!("No package lets managers ask for {name} at present.", name)
    } else {
        t!(
            "No package that you can ask for on behalf of {name} has these words.",
            name
        )
    };
    let trail = vec![
        Link::new("/team", t!("My team")),
        Link::new(format!("/team/{id}"), name.clone()),
    ];
    let search = path.clone();
    view! {
        <Page title=t!("Ask for {person}", person = name) trail
            lead=t!("Packages that let managers ask. Neither of you decides on the request.")>
            <Toolbar><SearchField action=search label=t!("Search packages") value=query/></Toolbar>
            {empty.then(|| view! { <EmptyState glyph=Glyph::Search title=t!("Nothing to ask for") text=none/> })}
            <h2 class="sr-only">{t!("Packages")}</h2>
            <CardGrid>
                {cards.rows.into_iter().map(|card| view! { <Offer card place=path.clone()/> }).collect_view()}
            </CardGrid>
            <Pager first next/>
        </Page>
    }
}

/// `/team/{person}/packages/{package}?policy=`
#[component]
pub fn ReportPackagePage() -> impl IntoView {
    let (id, package) = (path_param("person"), path_param("package"));
    let policy = query_param("policy");
    let page = Resource::new(
        move || (id.get(), package.get(), policy.get()),
        |(id, package, policy)| load_report_package(id, package, policy),
    );
    let form = StoredValue::new(use_form("request"));
    view! {
        <Loaded resource=page let:view>
            <Package view form=form.get_value()/>
        </Loaded>
    }
}

#[component]
fn Package(view: View, form: FormState) -> impl IntoView {
    let View {
        id,
        person,
        package,
        description,
        ways,
        chosen,
        reasons,
        today,
    } = view;
    let name = person.name;
    let href = format!("/team/{id}/packages/{}", package.id);
    let trail = vec![
        Link::new("/team", t!("My team")),
        Link::new(format!("/team/{id}"), name.clone()),
        Link::new(format!("/team/{id}/packages"), t!("Ask")),
    ];
    let several = ways.len() > 1;
    let way = chosen
        .as_ref()
        .and_then(|chosen| ways.iter().find(|way| way.id == *chosen))
        .cloned();
    // A refused form whose way is gone still says why, above everything.
    let orphaned = (way.is_none() && !form.errors.is_empty()).then(|| form.errors.clone());
    let title = t!(
        "{package} for {person}",
        package = package.name,
        person = name
    );
    let content = match way {
        Some(way) => {
            let drawn = way.flow.clone();
            let other = several.then(|| href.clone());
            view! {
                <RequestForm href way form prefill=Prefill::default() today other whom=name/>
                <Section title=t!("Who decides")>
                    {if drawn.stages.is_empty() {
                        view! { <p>{t!("Nobody has to approve it: access is set up at once.")}</p> }.into_any()
                    } else {
                        view! { <Card><ApprovalFlow steps=flow(drawn)/></Card> }.into_any()
                    }}
                </Section>
            }
            .into_any()
        }
        None if ways.is_empty() => ().into_any(),
        None => {
            let lead = t!(
                "There is more than one way for {person} to get this package.",
                person = name
            );
            view! { <Ways ways href lead/> }.into_any()
        }
    };
    view! {
        <Page title trail mark=move || view! { <PackageTile package large=true/> }>
            <>
                {orphaned.map(|errors| view! {
                    <Banner tone=Tone::Danger title=t!("The request was not sent")>
                        {errors.0.into_values().map(|message| view! { <p>{message}</p> }).collect_view()}
                    </Banner>
                })}
                {(!reasons.is_empty()).then(|| view! {
                    <Banner tone=Tone::Warning title=t!("This cannot be asked for at present")>
                        <ul>{reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view()}</ul>
                    </Banner>
                })}
                {(!description.is_empty()).then(|| view! { <p class="prose quoted">{description}</p> })}
                {content}
            </>
        </Page>
    }
}
