//! What the package pages read from the server.

use crate::web::PageError;
use leptos::prelude::*;
use shared::views::my::RequestPage;
use shared::views::packages::{
    AssignManyView, AssignView, DeliveryErrorsView, MoveView, PackageAssignmentsView, PackageHead,
    PackageOverview, PackagePoliciesView, PackageRequestsView, PackageRolesView, PackagesView,
    RequestDesk, RetireView,
};
use shared::views::policies::ReplaceView;
use shared::views::separation::{OverlapsView, SeparationView};
use shared::views::simulation::SimulationView;

#[cfg(feature = "ssr")]
use {
    crate::web::{answer, ctx},
    engine::Outcome,
    engine::packages as area,
};

/// An id in the address; anything else names nothing that exists.
#[cfg(feature = "ssr")]
fn id_of<T: std::str::FromStr>(text: &str) -> Outcome<T> {
    Ok(text.parse().map_err(|_| shared::AppError::NotFound)?)
}

#[server(prefix = "/api/pages")]
pub async fn load_admin_packages(q: String, after: String) -> Result<PackagesView, PageError> {
    answer(area::list(&ctx()?, &q, &after).await)
}

#[server(prefix = "/api/pages")]
pub async fn load_package_overview(id: String) -> Result<PackageOverview, PageError> {
    let ctx = ctx()?;
    answer(async { area::overview(&ctx, id_of(&id)?).await }.await)
}

#[server(prefix = "/api/pages")]
pub async fn load_package_edit(id: String) -> Result<PackageHead, PageError> {
    let ctx = ctx()?;
    answer(async { area::edit_form(&ctx, id_of(&id)?).await }.await)
}

#[server(prefix = "/api/pages")]
pub async fn load_package_roles(id: String, q: String) -> Result<PackageRolesView, PageError> {
    let ctx = ctx()?;
    answer(async { area::roles(&ctx, id_of(&id)?, &q).await }.await)
}

#[server(prefix = "/api/pages")]
pub async fn load_package_policies(id: String) -> Result<PackagePoliciesView, PageError> {
    let ctx = ctx()?;
    answer(async { area::policies(&ctx, id_of(&id)?).await }.await)
}

#[server(prefix = "/api/pages")]
pub async fn load_package_requests(
    id: String,
    state: String,
    q: String,
    after: String,
) -> Result<PackageRequestsView, PageError> {
    let ctx = ctx()?;
    let filter = area::RequestFilter { state, q, after };
    answer(async { area::requests(&ctx, id_of(&id)?, filter).await }.await)
}

#[server(prefix = "/api/pages")]
pub async fn load_package_request(
    id: String,
    request: String,
) -> Result<(PackageHead, RequestPage, RequestDesk), PageError> {
    let ctx = ctx()?;
    let outcome = async { area::request_in(&ctx, id_of(&id)?, id_of(&request)?).await };
    answer(outcome.await)
}

#[server(prefix = "/api/pages")]
pub async fn load_delivery_errors(
    id: String,
    after: String,
) -> Result<DeliveryErrorsView, PageError> {
    let ctx = ctx()?;
    answer(async { area::delivery_errors(&ctx, id_of(&id)?, &after).await }.await)
}

#[server(prefix = "/api/pages")]
pub async fn load_package_assignments(
    id: String,
    state: String,
    q: String,
    after: String,
) -> Result<PackageAssignmentsView, PageError> {
    let ctx = ctx()?;
    let filter = area::AssignmentFilter { state, q, after };
    answer(async { area::assignments(&ctx, id_of(&id)?, filter).await }.await)
}

/// `picked` are the people chosen so far, separated by blanks.
#[server(prefix = "/api/pages")]
pub async fn load_assign(
    id: String,
    policy: String,
    q: String,
    picked: String,
) -> Result<AssignView, PageError> {
    let ctx = ctx()?;
    let picked: Vec<_> = picked
        .split_whitespace()
        .filter_map(|id| id.parse::<shared::directory::Principal>().ok())
        .filter_map(|principal| match principal {
            shared::directory::Principal::User(id) => Some(id),
            shared::directory::Principal::Group(_) => None,
        })
        .collect();
    let outcome =
        async { area::assign_form(&ctx, id_of(&id)?, policy.parse().ok(), &q, &picked).await };
    answer(outcome.await)
}

/// `asked` is the form with the list as JSON; empty before there is one.
#[server(prefix = "/api/pages")]
pub async fn load_assign_many(
    id: String,
    find: String,
    asked: String,
) -> Result<AssignManyView, PageError> {
    let ctx = ctx()?;
    let outcome = async {
        let input = match asked.as_str() {
            "" => None,
            asked => {
                let fields: shared::forms::Fields =
                    serde_json::from_str(asked).map_err(|_| shared::AppError::NotFound)?;
                Some(shared::forms::AssignManyInput::parse(&fields)?)
            }
        };
        area::assign_many_form(&ctx, id_of(&id)?, &find, input.as_ref()).await
    };
    answer(outcome.await)
}

/// `from` and `to` are text forms of somebody, or anything for nobody.
#[server(prefix = "/api/pages")]
pub async fn load_replace(
    from: String,
    to: String,
    find_from: String,
    find_to: String,
) -> Result<ReplaceView, PageError> {
    let query = engine::policies::ReplaceQuery {
        from: from.parse().ok(),
        to: to.parse().ok(),
        find_from,
        find_to,
    };
    answer(engine::policies::replace_form(&ctx()?, &query).await)
}

#[server(prefix = "/api/pages")]
pub async fn load_separation(id: String, q: String) -> Result<SeparationView, PageError> {
    let ctx = ctx()?;
    answer(async { engine::separation::separation(&ctx, id_of(&id)?, &q).await }.await)
}

#[server(prefix = "/api/pages")]
pub async fn load_overlaps(id: String, after: String) -> Result<OverlapsView, PageError> {
    let ctx = ctx()?;
    answer(async { engine::separation::overlaps(&ctx, id_of(&id)?, &after).await }.await)
}

#[server(prefix = "/api/pages")]
pub async fn load_retire(id: String, after: String) -> Result<RetireView, PageError> {
    let ctx = ctx()?;
    answer(async { area::retire_form(&ctx, id_of(&id)?, &after).await }.await)
}

#[server(prefix = "/api/pages")]
pub async fn load_move(id: String, catalog: String) -> Result<MoveView, PageError> {
    let ctx = ctx()?;
    answer(async { area::move_form(&ctx, id_of(&id)?, catalog.parse().ok()).await }.await)
}

/// `person` is the text form of somebody; `on` a date, today unless it is one.
#[server(prefix = "/api/pages")]
pub async fn load_simulation(
    id: String,
    find: String,
    person: String,
    on: String,
) -> Result<SimulationView, PageError> {
    let ctx = ctx()?;
    let outcome = async {
        let person = area::person_in(&person)?;
        let on = shared::time::Timestamp::parse_date(&on);
        area::simulate(&ctx, id_of(&id)?, &find, person, on).await
    };
    answer(outcome.await)
}
