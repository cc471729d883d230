//! The page behind a share link, before anybody has signed in.

use crate::ctx::Ctx;
use crate::error::Outcome;
use crate::texts::{Description, Name};
use crate::{fetch_optional, settings};
use shared::AppError;
use shared::authz::Actor;
use shared::ids::PackageId;
use shared::lifecycle::departure_told;
use shared::views::identity::LandingView;

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(try_from = "Name")]
    display_name: String,
    #[sqlx(try_from = "Description")]
    description: String,
}

/// What an outside partner sees: only packages of published catalogs that are open to the outside
/// and have an enabled policy for people from outside; hidden packages too, for the link is how
/// they are found. Anything else does not exist here.
///
/// # Errors
/// [`AppError::NotFound`] for every package that is not for people from outside.
pub async fn view(ctx: &Ctx, package: PackageId) -> Outcome<LandingView> {
    if ctx.actor != Actor::Anonymous {
        return Ok(LandingView {
            package_id: package.to_string(),
            signed_in: true,
            ..LandingView::default()
        });
    }
    let mut conn = ctx.read().await?;
    let row = fetch_optional!(conn, Row, "identity/landing", package)?.ok_or(AppError::NotFound)?;
    let settings = settings::current(ctx, &mut conn).await?;
    let organization = &ctx.engine.options.organization;
    Ok(LandingView {
        organization: organization.clone(),
        package_id: package.to_string(),
        package: row.display_name,
        description: row.description,
        afterwards: departure_told(&settings, organization),
        signed_in: false,
        demo: ctx.engine.options.demo,
    })
}
