//! The head of a package's pages, and the overview (PKG-05, PKG-06).

use super::model::{Package, seen};
use super::policies::{StoredPolicy, required, stored};
use super::roles_view::content;
use crate::db::Conn;
use crate::{Ctx, Outcome, fetch_one};
use shared::authz::Action;
use shared::catalog::CatalogState;
use shared::ids::PackageId;
use shared::policy::TargetScope;
use shared::texts::Texts;
use shared::views::When;
use shared::views::catalogs::Named;
use shared::views::packages::{Gate, PackageHead, PackageMay, PackageOverview, Retirement};

/// The head of the package's pages.
///
/// # Errors
/// There is none, or the actor may not see it.
pub async fn head(ctx: &Ctx, id: PackageId) -> Outcome<PackageHead> {
    let mut conn = ctx.read().await?;
    let package = seen(ctx, &mut conn, id).await?;
    Ok(head_of(ctx, &package))
}

/// As [`head_of`], with the texts as they are written: for whoever changes them.
pub(super) fn head_to_edit(ctx: &Ctx, package: Package) -> PackageHead {
    PackageHead {
        name: package.display_name.clone(),
        description: package.description.clone(),
        texts: package.texts.clone(),
        ..head_of(ctx, &package)
    }
}

pub(crate) fn head_of(ctx: &Ctx, package: &Package) -> PackageHead {
    let allowed = |action| ctx.allows(action, package.scope());
    PackageHead {
        id: package.id.to_string(),
        name: package.name().to_owned(),
        description: package.texts.description(&package.description).to_owned(),
        texts: Texts::default(),
        hidden: package.hidden,
        version: package.version,
        catalog: Named {
            id: package.catalog_id.to_string(),
            name: package.catalog().to_owned(),
        },
        catalog_enabled: package.catalog_state == CatalogState::Published,
        catalog_external: package.catalog_external,
        retirement: package.retires_at.map(|at| Retirement {
            on: When::new(at, ctx.now()),
            archived: package.archived_at.is_some(),
            reason: package.retire_reason.clone(),
        }),
        may: PackageMay {
            edit: allowed(Action::CreateAccessPackage),
            hide: allowed(Action::HidePackage),
            delete: allowed(Action::DeletePackage),
            change_roles: allowed(Action::ChangeResourceRolesOfPackage),
            add_resource: allowed(Action::AddResourceToCatalog),
            edit_policies: allowed(Action::CreateOrEditPolicy),
            assign: allowed(Action::DirectlyAssignUser),
            remove: allowed(Action::DirectlyRemoveUser),
            view_assignments: allowed(Action::ViewAssignments),
            view_requests: allowed(Action::ViewRequests),
            cancel_request: allowed(Action::CancelPendingRequest),
            apply_again: allowed(Action::ReprocessAssignment),
            copy_link: allowed(Action::CopyShareLink),
            separate: allowed(Action::ConfigureSeparationOfDuties),
        },
    }
}

#[derive(sqlx::FromRow)]
struct Counts {
    holders: i64,
    waiting: i64,
    troubled: i64,
}

/// Everything the overview of a package shows.
///
/// # Errors
/// There is none, or the actor may not see it.
pub async fn overview(ctx: &Ctx, id: PackageId) -> Outcome<PackageOverview> {
    let mut conn = ctx.read().await?;
    let package = seen(ctx, &mut conn, id).await?;
    let counts: Counts = fetch_one!(conn, Counts, "packages/counts", id)?;
    let policies = stored(&mut conn, id).await?;
    let roles = content(&mut conn, id, ctx.now()).await?;
    let head = head_of(ctx, &package);
    let link = format!("{}/share/{id}", ctx.engine.options.public_url);
    Ok(PackageOverview {
        share_link: head.may.copy_link.then_some(link),
        gates: gates(&package, &policies, roles.len()),
        policies: policies.iter().map(StoredPolicy::row).collect(),
        required: required(&mut conn, id).await?,
        roles,
        holders: counts.holders,
        waiting: counts.waiting,
        troubled: counts.troubled,
        created: When::new(package.created_at, ctx.now()),
        modified: When::new(package.modified_at, ctx.now()),
        head,
    })
}

/// How many people hold the package now.
pub(super) async fn holders(conn: &mut Conn, id: PackageId) -> Outcome<i64> {
    let counts: Counts = fetch_one!(conn, Counts, "packages/counts", id)?;
    Ok(counts.holders)
}

/// The checks between a person and the package, in the order in which they are asked.
fn gates(package: &Package, policies: &[StoredPolicy], roles: usize) -> Vec<Gate> {
    let gate = |passed: bool, yes: String, no: &str| Gate {
        passed,
        text: if passed { yes } else { no.to_owned() },
    };
    let open: Vec<_> = policies
        .iter()
        .filter(|policy| {
            policy.settings.enabled && policy.settings.scope != TargetScope::NotSpecified
        })
        .collect();
    let for_partners = open
        .iter()
        .any(|policy| policy.settings.scope.is_external());
    let mut gates = vec![gate(
        package.catalog_state == CatalogState::Published,
        t!(
            "The catalog {catalog} is switched on.",
            catalog = package.catalog()
        ),
        t!("The catalog is switched off, so nobody sees this package or can ask for it."),
    )];
    if for_partners {
        gates.push(gate(
            package.catalog_external,
            t!("The catalog is open to people from outside.").to_owned(),
            t!("The catalog is closed to people from outside, so the policies for partners have no effect."),
        ));
    }
    if package.retires_at.is_some() {
        gates.push(gate(
            false,
            String::new(),
            t!("It is being retired or was, so nobody new gets it."),
        ));
    }
    gates.push(gate(
        !package.hidden,
        t!("It is listed for those who can ask for it.").to_owned(),
        t!("It is hidden: only people who have the link find it."),
    ));
    gates.push(gate(
        !open.is_empty(),
        tn!(
            open.len(),
            "{n} policy accepts requests.",
            "{n} policies accept requests."
        ),
        t!("No policy accepts requests, so nobody can ask for it."),
    ));
    gates.push(gate(
        roles > 0,
        tn!(roles, "It gives {n} role.", "It gives {n} roles."),
        t!("It holds no roles yet, so whoever gets it receives nothing."),
    ));
    gates
}
