//! One's own account, as the profile page shows it.

use crate::ctx::Ctx;
use crate::error::Outcome;
use crate::identity::own_sessions;
use crate::texts::Name;
use crate::{fetch_all, fetch_in, fetch_optional};
use shared::AppError;
use shared::directory::UserKind;
use shared::ids::{CatalogId, SessionId};
use shared::views::identity::{HeldRoleRow, ProfileView};

#[derive(sqlx::FromRow)]
struct Row {
    kind: UserKind,
    user_name: String,
    display_name: String,
    mail: String,
    job_title: String,
    department: String,
    cost_center: String,
    company: String,
    country: String,
    has_password: bool,
    has_second_factor: bool,
    manager: Option<String>,
    organization: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Sponsor {
    display_name: String,
}

#[derive(sqlx::FromRow)]
struct CatalogName {
    id: CatalogId,
    #[sqlx(try_from = "Name")]
    display_name: String,
}

/// The profile of the person who asks.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub async fn view(ctx: &Ctx, current: Option<SessionId>) -> Outcome<ProfileView> {
    let me = ctx.me()?;
    let mut conn = ctx.read().await?;
    let row = fetch_optional!(conn, Row, "identity/profile", me)?.ok_or(AppError::NotFound)?;
    let sponsors: Vec<_> = fetch_all!(conn, Sponsor, "identity/sponsors", me)?
        .into_iter()
        .map(|sponsor| sponsor.display_name)
        .collect();
    let held = ctx.actor.roles();
    let catalog_ids: Vec<_> = held.iter().filter_map(|held| held.catalog).collect();
    let catalogs = fetch_in!(conn, CatalogName, "identity/catalog_names", &catalog_ids)?;
    drop(conn);
    let mut roles: Vec<_> = held
        .iter()
        .map(|held| HeldRoleRow {
            title: held.role.title().to_owned(),
            explanation: held.role.explanation().to_owned(),
            catalog: held.catalog.and_then(|id| {
                catalogs
                    .iter()
                    .find(|catalog| catalog.id == id)
                    .map(|catalog| catalog.display_name.clone())
            }),
        })
        .collect();
    roles.sort_by(|a, b| (&a.catalog, &a.title).cmp(&(&b.catalog, &b.title)));
    // Held directly and through a group is held once.
    roles.dedup();
    let others = own_sessions::list(ctx, current)
        .await?
        .rows
        .iter()
        .filter(|row| !row.current)
        .count();
    let portal = &ctx.engine.options.organization;
    let kind = match (row.kind, &row.organization) {
        (UserKind::Member, _) => t!("Member of {portal}", portal),
        (UserKind::Guest, Some(home)) => t!("Guest from {home}", home),
        (UserKind::Guest, None) => t!("Guest").to_owned(),
        (UserKind::Visitor, Some(home)) => t!("Visitor from {home}", home),
        (UserKind::Visitor, None) => t!("Visitor").to_owned(),
    };
    let facts = [
        (t!("Job title"), row.job_title),
        (t!("Department"), row.department),
        (t!("Cost center"), row.cost_center),
        (t!("Company"), row.company),
        (t!("Country"), row.country),
        (t!("Manager"), row.manager.unwrap_or_default()),
        (
            if sponsors.len() == 1 {
                t!("Sponsor" in "of a person")
            } else {
                t!("Sponsors" in "of a person")
            },
            sponsors.join(", "),
        ),
    ];
    Ok(ProfileView {
        name: row.display_name,
        user_name: row.user_name,
        mail: row.mail,
        kind,
        facts: facts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| (label.to_owned(), value))
            .collect(),
        roles,
        has_password: row.has_password,
        has_second_factor: row.has_second_factor,
        other_sessions: others,
    })
}
