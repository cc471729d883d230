//! Taking a resource out of a catalog (CAT-15).

use super::{Object, foreign, list::uses};
use crate::{Ctx, Outcome, audit, execute, fetch_all};
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::ids::{CatalogId, ResourceId};

/// Removes a resource that no package uses. It takes the same rights on the resource as adding it
/// (CAT-14).
///
/// # Errors
/// Not allowed, no such resource, or packages use it: they are named.
pub async fn remove_resource(
    ctx: &Ctx,
    catalog: CatalogId,
    resource: ResourceId,
) -> Outcome<String> {
    let permit = ctx.require(Action::RemoveResourceFromCatalog, Scope::Catalog(catalog))?;
    let mut tx = ctx.begin(&permit).await?;
    let object = fetch_all!(tx, Object, "resources/lock" twin, catalog, resource)?
        .into_iter()
        .next()
        .ok_or(AppError::NotFound)?;
    if !foreign(ctx, &mut tx.conn, &[object.id]).await?.is_empty() {
        return Err(AppError::Forbidden(t!("You do not own {resource} in the directory. One of its owners, or an administrator, can remove it.", resource = object.display_name))
        .into());
    }
    let users = uses(&mut tx.conn, std::iter::once(resource)).await?;
    if !users.is_empty() {
        let names: Vec<_> = users.into_iter().map(|using| using.display_name).collect();
        return Err(AppError::Conflict(t!(
            "{resource} is used by {packages}. Take it out of there first.",
            resource = object.display_name,
            packages = in_words(&names)
        ))
        .into());
    }
    execute!(tx, "resources/delete", resource)?;
    tx.audit(
        audit::Entry::new(
            "catalog.removeResource",
            "resource",
            object.id.0,
            &object.display_name,
        )
        .catalog(catalog),
    );
    tx.commit().await?;
    Ok(object.display_name)
}

/// Names as a sentence has them, at most five.
fn in_words(names: &[String]) -> String {
    let shown: Vec<_> = names.iter().take(5).map(String::as_str).collect();
    match shown.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] if names.len() <= 5 => {
            t!("{names} and {last}", names = rest.join(", "), last)
        }
        all => {
            let more = names.len() - all.len();
            t!("{names} and {more} more", names = all.join(", "), more)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn cat_15_the_packages_in_the_way_are_named() {
        let names: Vec<String> = "ABCDEFG".chars().map(String::from).collect();
        assert_eq!(in_words(&names[..1]), "A");
        assert_eq!(in_words(&names[..3]), "A, B and C");
        assert_eq!(in_words(&names), "A, B, C, D, E and 2 more");
    }
}
