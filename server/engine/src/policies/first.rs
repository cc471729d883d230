//! A package together with its first policy (PKG-01, PKG-02): all of it, or nothing.

use super::change::insert_policy;
use crate::{Ctx, Outcome, packages};
use shared::forms::PolicyInput;
use shared::forms::packages::PackageInput;
use shared::ids::PackageId;

/// Makes the package, its catalog if it is new, its first roles and its first policy in one
/// transaction.
///
/// # Errors
/// Not allowed; messages at the fields of the package form and of the policy form.
pub async fn create_package(
    ctx: &Ctx,
    package: PackageInput,
    policy: PolicyInput,
) -> Outcome<PackageId> {
    // Everybody who may make packages in a catalog may shape their policies, as the matrix says;
    // whoever makes a catalog along with the package becomes its owner.
    let permit = packages::creation_permit(ctx, &package)?;
    let mut tx = ctx.begin(&permit).await?;
    let id = packages::make(&mut tx, &package).await?;
    insert_policy(&mut tx, id, policy).await?;
    tx.commit().await?;
    Ok(id)
}
