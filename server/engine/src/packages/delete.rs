//! Deleting packages (PKG-15).

use super::model::{lock, permitted};
use crate::{Ctx, Outcome, audit, execute, fetch_one};
use shared::AppError;
use shared::authz::Action;
use shared::ids::{CatalogId, PackageId};
use shared::views::figure;

/// Deletes a package that nobody holds and nobody waits for. The row stays, so that closed requests
/// and ended access still say what they were about; its policies end with it, and its content goes,
/// so that the resources are free. Returns the catalog it was in.
///
/// # Errors
/// Not allowed; live assignments or open requests stand in the way.
pub async fn delete(ctx: &Ctx, id: PackageId) -> Outcome<CatalogId> {
    let (permit, package) = permitted(ctx, id, Action::DeletePackage).await?;
    let mut tx = ctx.begin(&permit).await?;
    package.still_in(lock(&mut tx, id).await?)?;
    let (holders, waiting): (i64, i64) = fetch_one!(tx, (i64, i64), "packages/in_the_way", id)?;
    if holders + waiting > 0 {
        return Err(AppError::Conflict(in_the_way(package.name(), holders, waiting)).into());
    }
    let now = tx.now();
    execute!(tx, "packages/delete", id, now)?;
    execute!(tx, "packages/delete_policies", id, now)?;
    execute!(tx, "packages/delete_content", id)?;
    execute!(tx, "separation/delete_all", id)?;
    execute!(tx, "separation/delete_groups", id)?;
    tx.audit(
        audit::Entry::new("package.delete", "package", id.0, &package.display_name)
            .catalog(package.catalog_id)
            .package(id),
    );
    tx.commit().await?;
    Ok(package.catalog_id)
}

fn in_the_way(name: &str, holders: i64, waiting: i64) -> String {
    let mut sentences = Vec::new();
    match holders {
        0 => {}
        1 => sentences.push(t!("1 person still has this access; remove it first.").to_owned()),
        n => sentences.push(t!(
            "{n} people still have this access; remove it first.",
            n = figure(n)
        )),
    }
    match waiting {
        0 => {}
        1 => sentences
            .push(t!("1 request is still open; cancel it or let it be decided.").to_owned()),
        n => sentences.push(t!(
            "{n} requests are still open; cancel them or let them be decided.",
            n = figure(n)
        )),
    }
    let refusal = t!("{name} cannot be deleted yet.", name);
    format!("{refusal} {}", sentences.join(" "))
}
